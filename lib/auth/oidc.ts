import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { OidcSettings } from "@/lib/env-sign-in";

/** Milliseconds that the provider has for each answer. */
export const PATIENCE = 10_000;

/** An OpenID Connect provider, found by its issuer. The code is bound to this browser three times: PKCE, state and nonce. */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Record<string, unknown>> {
  const { issuer, clientId, clientSecret, scopes, name } = settings;
  return {
    id: "oidc",
    name,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: scopes } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret,
    httpOptions: { timeout: PATIENCE },
    // Who it is comes from the claims themselves, in the callback that judges them.
    profile: ({ sub }) => ({ id: typeof sub === "string" ? sub : "" }),
  };
}
