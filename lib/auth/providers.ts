import type { Env } from "@/lib/env";

/** Each way to sign in by its id, as in addresses and in platform.yaml's `identity`. */
export type Provider = "development" | "oidc" | "github";

type Settings = Pick<Env, "developmentSignIn" | "oidc" | "github">;

/** Who vouches for the people of a provider, or null while the portal doesn't offer it. */
export function issuerOf(provider: string | undefined, { developmentSignIn, oidc, github }: Settings): string | null {
  if (provider === "development") return developmentSignIn ? "development" : null;
  if (provider === "oidc") return oidc?.issuer ?? null;
  if (provider === "github") return github?.url ?? null;
  return null;
}

/**
 * Seconds from signing in to being asked again. Groups are told at sign-in by OpenID Connect alone, so there it is asked
 * again after an hour: nobody keeps a right longer who lost the group.
 */
export function secondsOf(provider: string | undefined): number {
  return provider === "oidc" ? 60 * 60 : 8 * 60 * 60;
}
