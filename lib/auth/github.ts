import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { GithubSettings } from "@/lib/env-sign-in";
import { PATIENCE } from "./oidc";
import type { Session } from "./session";
import type { SignInFailure } from "./sign-in-failure";

/**
 * A GitHub App's user authorization. It asks for no scope: what the token may do is what the App may, and no more than the
 * person may.
 */
export function githubProvider({
  url,
  apiUrl,
  clientId,
  clientSecret,
}: GithubSettings): OAuthConfig<Record<string, unknown>> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    // As GitHub names itself where it names itself (RFC 9207).
    issuer: `${url}/login/oauth`,
    authorization: { url: `${url}/login/oauth/authorize`, params: { scope: "" } },
    token: `${url}/login/oauth/access_token`,
    userinfo: `${apiUrl}/user`,
    checks: ["pkce", "state"],
    clientId,
    clientSecret,
    client: { token_endpoint_auth_method: "client_secret_post" },
    httpOptions: { timeout: PATIENCE },
    profile: ({ id }) => ({ id: typeof id === "number" ? String(id) : "" }),
  };
}

const person = z.object({
  id: z.number().int().positive(),
  login: z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/),
  name: z.string().nullish(),
});

/**
 * Who GitHub's `GET /user` speaks of. The number is the person; the login can be given up and taken by somebody else.
 * Addresses are passed over: which of them are verified takes a right that signing in doesn't need.
 * @returns what the session keeps, or why nobody can be signed in by it.
 */
export function sessionOfUser(user: unknown, { url }: Pick<GithubSettings, "url">): Session | SignInFailure {
  const parsed = person.safeParse(user);
  if (!parsed.success) return "nameless";
  const { id, login, name } = parsed.data;
  const greeting = (name ?? "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 200);
  return {
    provider: "github",
    issuer: url,
    id: String(id),
    claim: login,
    name: greeting || login,
    email: null,
    groups: [],
  };
}
