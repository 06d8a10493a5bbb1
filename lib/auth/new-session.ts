import "server-only";
import type { Account, Profile, User } from "next-auth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { portal } from "@/lib/portal";
import { sessionOfUser } from "./github";
import { withGroups } from "./known-groups";
import { sessionOfClaims } from "./oidc-claims";
import type { Session, UserToken } from "./session";
import type { SignInFailure } from "./sign-in-failure";
import { viewerOf } from "./viewer-of";

/**
 * What is kept of somebody whom a provider has just vouched for. Its tokens are dropped here, but for the one with which a
 * platform admin decides on GitHub.
 * @returns what the cookie holds, or why they aren't signed in.
 */
export async function newSession(
  account: Account | null,
  user: Pick<User, "id" | "name">,
  profile: Profile | undefined,
): Promise<(Session & { userToken?: UserToken }) | SignInFailure> {
  const session = sessionOf(account?.provider, user, profile);
  if (typeof session === "string") {
    log("Somebody could not be signed in.", { provider: account?.provider ?? "", why: session });
    return session;
  }
  const { platform } = await (await portal()).catalog.read();
  const viewer = viewerOf(await withGroups(session), platform);
  if (viewer === null) return "unmapped";
  const token = account?.provider === "github" && viewer.platformAdmin ? account.access_token : undefined;
  return token ? { ...session, userToken: { value: token, ends: account?.expires_at ?? null } } : session;
}

function sessionOf(
  provider: string | undefined,
  user: Pick<User, "id" | "name">,
  profile: Profile | undefined,
): Session | SignInFailure {
  const { oidc, github } = env();
  if (provider === "oidc" && oidc !== null && profile) return sessionOfClaims({ ...profile }, oidc);
  if (provider === "github" && github !== null) return sessionOfUser(profile, github);
  if (provider !== "development") return "failed";
  const { id, name } = user;
  return { provider, issuer: provider, id, claim: id, name: name ?? id, email: null, groups: [] };
}
