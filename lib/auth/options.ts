import "server-only";
import type { AuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { DEVELOPMENT_ACCOUNTS } from "./accounts";
import { githubProvider } from "./github";
import { newSession } from "./new-session";
import { nextPath } from "./next-path";
import { oidcProvider } from "./oidc";
import { secondsOf } from "./providers";
import { cookieName } from "./session";
import { sessionSecret } from "./session-secret";

/** Signs in as one of the fixed accounts, without a password. */
const development = credentials({
  id: "development",
  name: "Development sign-in",
  credentials: { account: { type: "text" } },
  authorize: (given) => {
    const account = DEVELOPMENT_ACCOUNTS.find(({ claim }) => claim === given?.account);
    return account ? { id: account.claim, name: account.claim } : null;
  },
});

/**
 * What next-auth needs to know, made for each request because it reads settings.
 * @param provider the one that the request is about: its sessions last as long as they may.
 */
export function authOptions(provider: string | undefined): AuthOptions {
  const { publicUrl, dataDirectory, sessionSecretFile, developmentSignIn, oidc, github } = env();
  const secure = publicUrl.protocol === "https:";
  return {
    providers: [
      ...(developmentSignIn ? [development] : []),
      ...(oidc ? [oidcProvider(oidc)] : []),
      ...(github ? [githubProvider(github)] : []),
    ],
    secret: sessionSecret(dataDirectory, sessionSecretFile),
    session: { strategy: "jwt", maxAge: secondsOf(provider) },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: cookieName(publicUrl),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      signIn: async ({ account, user, profile }) => {
        const made = await newSession(account, user, profile);
        return typeof made === "string" ? `/sign-in?failed=${made}` : true;
      },
      // At sign-in `account` and `user` are there. Nothing else enters the cookie, and no provider's token but the one kept.
      jwt: async ({ token, account, user, profile }) => {
        if (!account) return token;
        const made = await newSession(account, user, profile);
        if (typeof made === "string") throw new Error(`A session was begun that can't be: ${made}.`);
        return { ...made };
      },
      // Whatever asks for where to go next, also the cookie that remembers it: a page of this portal, or the start page.
      redirect: ({ url }) => `${publicUrl.origin}${pageOf(url, publicUrl)}`,
      // Nothing here reads next-auth's own session, so there is nothing in it.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      // A wrong cookie or account is not the portal's failure; what is one has an error with it.
      error: (code, metadata) => {
        const message = metadata instanceof Error ? metadata.message : metadata.error.message;
        if (code !== "JWT_SESSION_ERROR") log("Signing in failed.", { code, message });
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** The path of an address that is this portal's, as far as it is a page to land on; else the start page's. */
export function pageOf(url: string, publicUrl: URL): string {
  return nextPath(url.startsWith(`${publicUrl.origin}/`) ? url.slice(publicUrl.origin.length) : url);
}
