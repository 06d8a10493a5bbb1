import type { Git } from "./git";

/** What a mirror brings, and from where. */
export interface Fetched {
  /** `https://github.com/owner/name.git`. */
  url: string;
  /** `+refs/heads/*:refs/heads/*` */
  specs: readonly string[];
  /** What git signs in with; null: nothing. */
  token: string | null;
}

/**
 * Brings a bare repository up to date with another one over HTTP. Ends by itself when nothing comes any more, follows nobody
 * elsewhere, and has the token on no command line.
 * @throws GitError with git's own words
 */
export async function gitFetch(git: Git, { url, specs, token }: Fetched): Promise<void> {
  const settings = {
    ...(token === null
      ? {}
      : { "http.extraHeader": `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}` }),
    // A connection over which nothing comes is given up.
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "15",
    "http.followRedirects": "false",
    "protocol.version": "2",
  };
  await git.run(["fetch", "--quiet", "--prune", "--no-tags", "--force", "--no-write-fetch-head", url, ...specs], {
    settings,
  });
}

/** What git says of a failed fetch, without the address that it repeats; and which kind of failure it is. */
export function fetchFailure(message: string): { kind: "refused" | "absent" | "other"; why: string } {
  const why = /fatal: (?:unable to access '[^']*': )?(.+)/.exec(message)?.[1] ?? "no message";
  const status = /returned error: (\d{3})/.exec(why)?.[1];
  const kind =
    status === "401" || status === "403" || /Authentication failed|could not read Username/i.test(why)
      ? "refused"
      : status === "404" || /^repository '.*' not found|^couldn't find remote ref/i.test(why)
        ? "absent"
        : "other";
  return { kind, why: why.slice(0, 200) };
}
