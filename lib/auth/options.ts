import "server-only";
import type { AuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { DEVELOPMENT_ACCOUNTS } from "./accounts";
import { cookieName, SESSION_SECONDS } from "./session";
import { sessionSecret } from "./session-secret";

/** The provider's id, as in addresses and in platform.yaml's `identity`. */
export const DEVELOPMENT_PROVIDER = "development";

/** Signs in as one of the fixed accounts, without a password. */
const development = credentials({
  id: DEVELOPMENT_PROVIDER,
  name: "Development sign-in",
  credentials: { account: { type: "text" } },
  authorize: (given) => {
    const account = DEVELOPMENT_ACCOUNTS.find(({ claim }) => claim === given?.account);
    return account ? { id: account.claim, name: account.claim } : null;
  },
});

/** What next-auth needs to know, made for each request because it reads settings. */
export function authOptions(): AuthOptions {
  const { publicUrl, dataDirectory, developmentSignIn } = env();
  const secure = publicUrl.protocol === "https:";
  return {
    providers: developmentSignIn ? [development] : [],
    secret: sessionSecret(dataDirectory),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: cookieName(publicUrl),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      // At sign-in `account` and `user` are there. Nothing else enters the cookie.
      jwt: ({ token, account, user }) =>
        account ? { provider: account.provider, claim: user.id, name: user.name ?? user.id } : token,
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
