import { z } from "zod";
import { githubApiOf } from "@/lib/domain/github-api";

/** The OpenID Connect provider that people sign in with. */
export interface OidcSettings {
  /** Exactly as the provider writes it in its tokens. With a person's `sub` it says who they are. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim of the ID token that names a person in tenants' owners, below platform.yaml's prefix. */
  userClaim: string;
  /** The claim of the ID token that lists their groups. */
  groupsClaim: string;
  /** What is asked for: `openid profile email`. */
  scopes: string;
  /** What the button calls it. */
  name: string;
}

/** The GitHub App whose user authorization signs people in. */
export interface GithubSettings {
  /** `https://github.com`, or an Enterprise Server's address. */
  url: string;
  /** `https://api.github.com`, or an Enterprise Server's `/api/v3`. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
}

/** The hosts that mean this machine. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** An address with https, or http on this machine, without anything that could be a secret but its path. */
export const secureUrl = (variable: string, example: string) =>
  z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const safe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK_HOSTS.has(url.hostname));
    if (url && safe && !url.search && !url.hash && !url.username) return text;
    context.addIssue(
      `${variable} is "${text}". It has to be an address with https:// (http:// on this machine alone), for example ${example}.`,
    );
    return z.NEVER;
  });

const claim = (variable: string, fallback: string) =>
  z
    .string()
    .regex(/^[^\s\p{Cc}]{1,200}$/u, `${variable} has to be the name of one claim, for example ${fallback}.`)
    .default(fallback);

/** The variables of the environment that signing in has, beside the development sign-in's. */
export const signInVariables = {
  OIDC_ISSUER: secureUrl("OIDC_ISSUER", "https://login.example.com").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  // An address passes from one person to the next, and some providers let people choose it: it names nobody.
  OIDC_USER_CLAIM: claim("OIDC_USER_CLAIM", "sub").refine((name) => name !== "email", {
    error: 'OIDC_USER_CLAIM is "email", and an e-mail address never authorises. Take sub, or preferred_username.',
  }),
  OIDC_GROUPS_CLAIM: claim("OIDC_GROUPS_CLAIM", "groups"),
  OIDC_SCOPES: z
    .string()
    .regex(
      /^([!#-[\]-~]+ )*openid( [!#-[\]-~]+)*$/,
      "OIDC_SCOPES has to be words with spaces between, one of them openid.",
    )
    .default("openid profile email"),
  OIDC_NAME: z.string().max(60, "OIDC_NAME is what a button says: at most 60 letters.").optional(),
  GITHUB_URL: secureUrl("GITHUB_URL", "https://github.example.com").default("https://github.com"),
  GITHUB_API_URL: secureUrl("GITHUB_API_URL", "https://github.example.com/api/v3").optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
};

type SignInVariables = z.infer<z.ZodObject<typeof signInVariables>>;

/**
 * The OpenID Connect provider that the variables configure.
 * @returns null when they say nothing of one, or what is missing of it, as a sentence.
 */
export function oidcOf(data: SignInVariables): OidcSettings | null | string {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = data;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    return "Signing in with OpenID Connect takes OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. Set all three, or none.";
  const name = data.OIDC_NAME ?? new URL(issuer).host;
  const { OIDC_USER_CLAIM: userClaim, OIDC_GROUPS_CLAIM: groupsClaim, OIDC_SCOPES: scopes } = data;
  return { issuer, clientId, clientSecret, userClaim, groupsClaim, scopes, name };
}

/**
 * The GitHub App that the variables configure.
 * @returns null when they say nothing of one, or what is missing of it, as a sentence.
 */
export function githubOf(data: SignInVariables): GithubSettings | null | string {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = data;
  if (!clientId && !clientSecret) return null;
  if (!clientId || !clientSecret)
    return "Signing in with GitHub takes GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET, which the App's settings show. Set both, or none.";
  const url = data.GITHUB_URL.replace(/\/+$/, "");
  const apiUrl = data.GITHUB_API_URL ?? githubApiOf(url);
  return { url, apiUrl: apiUrl.replace(/\/+$/, ""), clientId, clientSecret };
}
