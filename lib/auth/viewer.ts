import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { PortalError } from "@/lib/domain/errors";
import type { Platform } from "@/lib/domain/platform";
import { isSubject } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { env } from "@/lib/env";
import { portal } from "@/lib/portal";
import { PATH_HEADER } from "./guard";
import { nextPath } from "./next-path";
import { cookieName, readSession, type Session } from "./session";

/**
 * The viewer that a session stands for, by what platform.yaml says at this moment.
 * @returns null when platform.yaml maps no subjects for the provider: then nobody of it has a name here.
 */
export function viewerOf(session: Session, platform: Pick<Platform, "identity" | "admins">): Viewer | null {
  const mapping = platform.identity[session.provider];
  if (!mapping) return null;
  const person = { subject: `${mapping.userPrefix}${session.claim}`, groups: [] };
  return {
    ...person,
    name: session.name,
    // `.invalid` is reserved: no mail can ever go there.
    email: `${session.claim}@${session.provider}.invalid`,
    platformAdmin: platform.admins.some((admin) => isSubject(person, admin)),
  };
}

/** The viewer that a session cookie stands for at this moment; null when there is none, or none any more. */
export async function viewerOfCookie(cookie: string | undefined): Promise<Viewer | null> {
  const session = await readSession(cookie);
  if (!session) return null;
  const { platform } = await (await portal()).catalog.read();
  return viewerOf(session, platform);
}

/** Who is in front of the portal, or null. Asked any number of times while a page renders, it answers once. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  return viewerOfCookie((await cookies()).get(cookieName(env().publicUrl))?.value);
});

/** For pages: the viewer, or off to the sign-in page, which comes back here. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const here = nextPath((await headers()).get(PATH_HEADER));
  redirect(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
}

/** For route handlers: the viewer, or a PortalError `unauthenticated`. */
export async function apiViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  throw new PortalError(
    "unauthenticated",
    "You are not signed in any more. Sign in again in another tab, then try once more; what you typed is still here.",
  );
}
