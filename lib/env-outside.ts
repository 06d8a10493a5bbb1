import { z } from "zod";
import { githubApiOf } from "@/lib/domain/github-api";
import { LOOPBACK_HOSTS, secureUrl } from "./env-sign-in";

/** A platform repository that the catalogue is read from, instead of the files beside the portal. */
export interface PlatformRepositorySettings {
  /** `https://github.com/acme/platform.git` */
  url: string;
  branch: string;
  /** Where the API of its server is, for an App that signs in there. */
  apiUrl: string;
  /** How often (ms) it is asked. */
  every: number;
  /** True where it lies on the GitHub server of the settings: nobody else is shown the credentials for that. */
  isGithub: boolean;
}

/** The variables of what the portal reaches outside, beside GitHub and sign-in. */
export const outsideVariables = {
  PLATFORM_REPOSITORY_URL: secureUrl("PLATFORM_REPOSITORY_URL", "https://github.com/acme/platform.git").optional(),
  PLATFORM_BRANCH: z
    .string()
    .regex(/^(?!-)[A-Za-z0-9._/-]{1,200}$/, "PLATFORM_BRANCH has to be the name of a branch, for example main.")
    .default("main"),
  PLATFORM_EVERY: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "PLATFORM_EVERY has to be a number of seconds, for example 60.")
    .default("60"),
  // It is a secret, so nothing repeats it.
  CHAT_WEBHOOK_URL: z
    .string()
    .refine(isSafeAddress, "CHAT_WEBHOOK_URL has to be an address with https:// (http:// on this machine alone).")
    .optional(),
};

function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK_HOSTS.has(url.hostname));
}

/** The platform repository that the variables name; null: the files beside the portal. */
export function platformRepositoryOf(data: {
  PLATFORM_REPOSITORY_URL?: string | undefined;
  PLATFORM_BRANCH: string;
  PLATFORM_EVERY: string;
  GITHUB_URL: string;
  GITHUB_API_URL?: string | undefined;
}): PlatformRepositorySettings | null {
  const { PLATFORM_REPOSITORY_URL: url, PLATFORM_BRANCH: branch, GITHUB_URL: github } = data;
  if (url === undefined) return null;
  const server = github.replace(/\/+$/, "");
  return {
    url,
    branch,
    apiUrl: data.GITHUB_API_URL?.replace(/\/+$/, "") ?? githubApiOf(server),
    every: Number(data.PLATFORM_EVERY) * 1000,
    isGithub: new URL(url).origin === new URL(server).origin,
  };
}
