import "server-only";
import type { Account, Profile, User } from "next-auth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { portal } from "@/lib/portal";
import { sessionOfClaims } from "./oidc-claims";
import type { Session } from "./session";
import type { SignInFailure } from "./sign-in-failure";
import { viewerOf } from "./viewer-of";

/**
 * What is kept of somebody whom a provider has just vouched for.
 * @returns what the cookie holds, or why they aren't signed in.
 */
export async function newSession(
  account: Account | null,
  user: Pick<User, "id" | "name">,
  profile: Profile | undefined,
): Promise<Session | SignInFailure> {
  const session = sessionOf(account?.provider, user, profile);
  if (typeof session === "string") {
    log("Somebody could not be signed in.", { provider: account?.provider ?? "", why: session });
    return session;
  }
  const { platform } = await (await portal()).catalog.read();
  return viewerOf(session, platform) ? session : "unmapped";
}

function sessionOf(
  provider: string | undefined,
  user: Pick<User, "id" | "name">,
  profile: Profile | undefined,
): Session | SignInFailure {
  const { oidc } = env();
  if (provider === "oidc" && oidc !== null && profile) return sessionOfClaims({ ...profile }, oidc);
  if (provider !== "development") return "failed";
  const { id, name } = user;
  return { provider, issuer: provider, id, claim: id, name: name ?? id, email: null, groups: [] };
}
