import { RequestError } from "@octokit/request-error";
import { isPortalError, PortalError } from "@/lib/domain/errors";

/** Whose credentials a call was made with: what is to be done about a refusal depends on it. */
export type Bearer = "portal" | "person";

/** The failed call behind an error, told as a sentence or not. */
function callOf(error: unknown): RequestError | null {
  if (error instanceof RequestError) return error;
  return error instanceof Error && error.cause instanceof RequestError ? error.cause : null;
}

/** True when nobody can tell whether GitHub did what it was asked: no answer came, or a broken one. */
export function isUnanswered(error: unknown): boolean {
  return (callOf(error)?.status ?? 0) >= 500;
}

/** The HTTP status of a refusal, or null for anything else. */
export function statusOf(error: unknown): number | null {
  return callOf(error)?.status ?? null;
}

/** Whether GitHub's own words say something. */
export function says(error: unknown, words: RegExp): boolean {
  return words.test(callOf(error)?.message ?? "");
}

/** True when GitHub refused because of too many calls, and not what was asked. */
export function isLimited(error: unknown): boolean {
  return waitOf(callOf(error)) !== null;
}

/** How many seconds GitHub asks to wait, or null when the refusal is for something else than too many calls. */
export function waitOf(error: unknown): number | null {
  if (!(error instanceof RequestError) || (error.status !== 403 && error.status !== 429)) return null;
  const headers = error.response?.headers ?? {};
  const after = Number(headers["retry-after"]);
  if (after > 0) return after;
  if (headers["x-ratelimit-remaining"] === "0")
    return Math.max(1, Math.ceil(Number(headers["x-ratelimit-reset"]) - Date.now() / 1000));
  return error.status === 429 || /secondary rate/i.test(error.message) ? 60 : null;
}

/**
 * A failed call as a sentence with the way out; what is no failure of a call (a bug) as it came.
 * @param repository `owner/name` as in platform.yaml
 */
export function asPortalError(error: unknown, repository: string, bearer: Bearer = "portal"): unknown {
  if (!(error instanceof RequestError) || isPortalError(error)) return error;
  const wait = waitOf(error);
  if (wait !== null) return Object.assign(tooManyCalls(wait), { cause: error });
  const said = sentenceOf(error, repository, bearer);
  return Object.assign(new PortalError(said.code, said.text), { cause: error });
}

interface Sentence {
  code: PortalError["code"];
  text: string;
}

/** What is said while GitHub takes no calls. */
export function tooManyCalls(seconds: number): PortalError {
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new PortalError(
    "unavailable",
    `GitHub takes no more calls from the portal for ${time}. Nothing is lost: try again then.`,
  );
}

function sentenceOf({ status, message }: RequestError, repository: string, bearer: Bearer): Sentence {
  const why = reasonOf(message);
  if (status >= 500)
    return {
      code: "unavailable",
      text: `GitHub does not answer (${why}). What was written until now is found again: try again in a moment.`,
    };
  if (status >= 300 && status < 400)
    return {
      code: "unavailable",
      text: `The repository ${repository} has moved. Tell the platform team: releasesRepository in platform.yaml has to name the new place.`,
    };
  if (status === 401)
    return bearer === "person"
      ? {
          code: "unauthenticated",
          text: "GitHub does not accept your sign-in any more. Sign out, sign in and try again.",
        }
      : {
          code: "unavailable",
          text: "GitHub does not accept the portal's key. Tell the platform team: the App's private key or the token has to be renewed.",
        };
  if (/protected branch|rule violations|protected ref/i.test(message))
    return {
      code: "conflict",
      text: `A rule of ${repository} forbids this (${why}). Tell the platform team: the portal's App has to be let through for branches that start with requests/.`,
    };
  if (status === 403)
    return bearer === "person"
      ? {
          code: "forbidden",
          text: `GitHub does not let you do this in ${repository} (${why}). Ask its admins for the right to write.`,
        }
      : {
          code: "unavailable",
          text: `GitHub does not let the portal do this in ${repository} (${why}). Tell the platform team: the App needs to write contents, pull requests and commit statuses.`,
        };
  if (status === 404)
    return {
      code: "unavailable",
      text: `GitHub shows the portal no repository ${repository}. Tell the platform team: it is gone or named otherwise, or the App is not installed there.`,
    };
  if (status === 405 || status === 409)
    return {
      code: "conflict",
      text: `GitHub does not merge it: ${why} Look at the pull request on GitHub for what is missing.`,
    };
  return { code: "conflict", text: `GitHub refuses this: ${why} Look at the request again, then try once more.` };
}

/** The first sentence of GitHub's own words, without links and quotes of JSON. */
function reasonOf(message: string): string {
  const plain = message
    .replace(/ - https?:\S+/g, "")
    .replace(/\{.*?"message":"([^"]*)".*?\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return plain.slice(0, 200);
}
