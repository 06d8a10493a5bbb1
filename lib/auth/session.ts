import "server-only";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { issuerOf, type Provider, secondsOf } from "./providers";
import { sessionSecret } from "./session-secret";

/** What the session cookie says of a person. What they may do is looked up for each request. */
export interface Session {
  /** The provider's id, as in platform.yaml's `identity`. */
  provider: Provider;
  /** Who vouches; with `id` it is who the person is. */
  issuer: string;
  /** What the issuer calls the person for ever: no other person ever gets it. */
  id: string;
  /** What that provider vouches for; together with its prefix it is the subject. */
  claim: string;
  /** For greeting. */
  name: string;
  /** For the commit's author, when the provider says that it is verified; else null. */
  email: string | null;
  /** What the provider's groups are called, without their prefix. */
  groups: string[];
}

/** A platform admin's own GitHub token. It is in the cookie alone, and only `github-token.ts` hands it on. */
export interface UserToken {
  value: string;
  /** In seconds since 1970; null where GitHub says of no end. */
  ends: number | null;
}

const text = z.string().min(1);
const session = z.object({
  provider: z.enum(["development", "oidc", "github"]),
  issuer: text,
  id: text,
  claim: text,
  name: text,
  email: z.string().nullable(),
  groups: z.array(text),
});
const cookieContent = session.extend({
  iat: z.number(),
  userToken: z.object({ value: text, ends: z.number().nullable() }).optional(),
});

/** Served over https, the browser itself refuses to let another host or path set the cookie. */
export function cookieName(publicUrl: URL): string {
  return publicUrl.protocol === "https:" ? "__Host-portal-session" : "portal-session";
}

/**
 * The session cookie of a request: a long one comes in pieces, `<name>.0`, `<name>.1` and so on.
 * @param valueOf looks a cookie up by name.
 */
export function cookieOf(publicUrl: URL, valueOf: (name: string) => string | undefined): string | undefined {
  const name = cookieName(publicUrl);
  const whole = valueOf(name);
  if (whole) return whole;
  let joined = "";
  for (let index = 0; ; index += 1) {
    const piece = valueOf(`${name}.${index}`);
    if (!piece) return joined || undefined;
    joined += piece;
  }
}

/**
 * Reads a session cookie.
 * @returns null when it is absent, forged, too old, or of a sign-in that this portal does not offer (any more).
 */
export async function readSession(cookie: string | undefined): Promise<Session | null> {
  const content = await contentOf(cookie);
  // Only what a session says: the token stays behind.
  return content ? session.parse(content) : null;
}

/** The user token in a session cookie, as long as it and the session hold; null when there is none. */
export async function readUserToken(cookie: string | undefined): Promise<string | null> {
  const token = (await contentOf(cookie))?.userToken;
  return token && (token.ends === null || token.ends > Date.now() / 1000) ? token.value : null;
}

async function contentOf(cookie: string | undefined): Promise<z.infer<typeof cookieContent> | null> {
  if (!cookie) return null;
  const settings = env();
  try {
    const content = cookieContent.parse(
      await decode({ token: cookie, secret: sessionSecret(settings.dataDirectory, settings.sessionSecretFile) }),
    );
    // The same words of another issuer are another person.
    if (content.issuer !== issuerOf(content.provider, settings)) return null;
    return content.iat + secondsOf(content.provider) > Date.now() / 1000 ? content : null;
  } catch {
    // Any broken cookie is a person who is not signed in; there is nothing to tell the attacker apart by.
    return null;
  }
}
