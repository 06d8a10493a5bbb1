import type { APIRequestContext } from "@playwright/test";
import { startGithubSignIn } from "../../tests/support/github-sign-in/server";
import { startOidc } from "../../tests/support/oidc/server";
import { stranger, through } from "./provider";
import { type Account, apiAs } from "./test";

/** Every provider that people sign in with. */
export const WAYS_IN = ["development", "oidc", "github"] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** A provider that runs, for one portal. */
export interface RunningWayIn {
  /** The portal's settings for it, on top of `make run`'s. */
  variables: Record<string, string>;
  /** Calls the portal as somebody whom this provider vouches for. */
  as(who: Account): Promise<APIRequestContext>;
  close(): Promise<void>;
}

/** Starts a provider whose people are called like the accounts of the development sign-in. @param url the portal's. */
export async function startWayIn(way: WayIn, url: string): Promise<RunningWayIn> {
  if (way === "development") return { variables: {}, as: (who) => apiAs(url, who), close: () => Promise.resolve() };
  const enter = async (prepare: () => void) => {
    const api = await stranger(url);
    prepare();
    const end = await through(api, way);
    if (end !== "/") throw new Error(`Signing in with ${way} ended at ${end}.`);
    return api;
  };
  if (way === "oidc") {
    const oidc = await startOidc(url);
    return {
      variables: { OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId, OIDC_CLIENT_SECRET: oidc.clientSecret },
      as: (who) => enter(() => (oidc.play.person = who)),
      close: () => oidc.close(),
    };
  }
  const github = await startGithubSignIn(`${url}/api/auth/callback/github`);
  return {
    variables: {
      GITHUB_URL: github.url,
      GITHUB_CLIENT_ID: github.clientId,
      GITHUB_CLIENT_SECRET: github.clientSecret,
    },
    as: (who) => enter(() => (github.play.login = who)),
    close: () => github.close(),
  };
}
