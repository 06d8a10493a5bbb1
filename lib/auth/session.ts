import "server-only";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { sessionSecret } from "./session-secret";

/** What the session cookie holds: who a provider says it is. What they may do is looked up for each request. */
export interface Session {
  /** The provider's id, as in platform.yaml's `identity`. */
  provider: string;
  /** What that provider vouches for; together with its prefix it is the subject. */
  claim: string;
  /** For greeting. */
  name: string;
}

const session = z.object({ provider: z.string().min(1), claim: z.string().min(1), name: z.string().min(1) });

/** Seconds from signing in to being asked again. */
export const SESSION_SECONDS = 8 * 60 * 60;

/** Served over https, the browser itself refuses to let another host or path set the cookie. */
export function cookieName(publicUrl: URL): string {
  return publicUrl.protocol === "https:" ? "__Host-portal-session" : "portal-session";
}

/**
 * Reads a session cookie.
 * @returns null when it is absent, forged, too old, or of a sign-in that this portal does not offer (any more).
 */
export async function readSession(cookie: string | undefined): Promise<Session | null> {
  if (!cookie) return null;
  const { dataDirectory, developmentSignIn } = env();
  try {
    const token = session.parse(await decode({ token: cookie, secret: sessionSecret(dataDirectory) }));
    return token.provider === "development" && !developmentSignIn ? null : token;
  } catch {
    // Any broken cookie is a person who is not signed in; there is nothing to tell the attacker apart by.
    return null;
  }
}
