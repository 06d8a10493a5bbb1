import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { PortalError } from "@/lib/domain/errors";
import type { Viewer } from "@/lib/domain/viewer";
import { env } from "@/lib/env";
import { portal } from "@/lib/portal";
import { PATH_HEADER } from "./guard";
import { withGroups } from "./known-groups";
import { nextPath } from "./next-path";
import { cookieOf, readSession } from "./session";
import { viewerOf } from "./viewer-of";

/** The viewer that a session cookie stands for at this moment; null when there is none, or none any more. */
export async function viewerOfCookie(cookie: string | undefined): Promise<Viewer | null> {
  const session = await readSession(cookie);
  if (!session) return null;
  const { platform } = await (await portal()).catalog.read();
  return viewerOf(await withGroups(session), platform);
}

/** This request's session cookie, or undefined. */
export async function sessionCookie(): Promise<string | undefined> {
  const jar = await cookies();
  return cookieOf(env().publicUrl, (name) => jar.get(name)?.value);
}

/** Who is in front of the portal, or null. Asked any number of times while a page renders, it answers once. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  return viewerOfCookie(await sessionCookie());
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
