/**
 * Why the API server did not give what was asked for.
 * `away` it can't be reached, or turns the portal itself away · `forbidden` this may not be read · `missing` there is no
 * such thing · `expired` the version asked from is too old (410) · `failed` everything else: it may be better the next time.
 */
export interface Failure {
  type: "away" | "forbidden" | "missing" | "expired" | "failed";
  /** A few words for a person, without full stop: "connection refused". */
  why: string;
}

/** A question to the API server that was not answered with what was asked for. */
export class ApiFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.why);
  }
}

/** Node's and OpenSSL's codes, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name can't be looked up",
  EHOSTUNREACH: "there is no way to its address",
  ENETUNREACH: "there is no way to its address",
  ETIMEDOUT: "no answer in time",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate not trusted",
  UNABLE_TO_GET_ISSUER_CERT: "certificate not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate not trusted",
};

/** What an answer's status means; null when it is a good one. */
export function failureOfStatus(status: number): Failure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401) return { type: "away", why: "401: the token was refused" };
  if (status === 403) return { type: "forbidden", why: "not permitted" };
  if (status === 404) return { type: "missing", why: "not found" };
  if (status === 410) return { type: "expired", why: "410: the version is too old" };
  return { type: "failed", why: `the API server answers ${status}` };
}

/** Any error that came of a question, as a failure. What has no code of its own never reached the server: an exec plugin, say. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiFailure) return error.failure;
  const code = codeOf(error);
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  if (words !== undefined) return { type: "away", why: words };
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return { type: "away", why: message.slice(0, 200) || "it gave no reason" };
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Several addresses were tried, and each failed: the first says as much as all.
  if ("errors" in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
  return "";
}
