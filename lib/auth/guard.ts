/** The request header in which the guard tells pages their own path and query; what a client sends there is overwritten. */
export const PATH_HEADER = "x-portal-path";

/** Bytes that the body of a write may have: 1 MiB, ten times the largest manifest that makes sense. */
export const BODY_LIMIT = 1024 * 1024;

/** What the guard looks at. Header values as they came, null when absent. */
export interface Incoming {
  method: string;
  /** Without the query. */
  path: string;
  host: string | null;
  origin: string | null;
  contentLength: string | null;
}

/** Why a request goes no further. */
export interface Rejection {
  status: 400 | 403 | 413 | 421;
  code: "bad-request" | "forbidden" | "too-large" | "misdirected";
  /** A sentence for the person, or for whoever reads the log of a proxy in front. */
  message: string;
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What machines beside the portal ask for by the address of its pod, whatever people call it: they tell nothing that a
 * page of another name's could use.
 */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

/** What machines write to: they have no Origin, and prove who they are by what they send and never by a cookie. */
const SIGNED = new Set(["/api/github/webhook"]);

/** True for every request that may change something. */
export function isWrite(method: string): boolean {
  return !READS.has(method);
}

/** What is answered to a body over the limit, however it was sent. */
export const TOO_LARGE: Rejection = {
  status: 413,
  code: "too-large",
  message: "This is more than 1 MiB, which no manifest needs. Make it smaller and send it again.",
};

/**
 * Judges a request by its head alone. Host and Origin are compared with the public URL and never with each other:
 * a name that an attacker rebinds to this address makes the two equal.
 * @param publicUrl the portal's own address.
 * @returns why it is refused, or null.
 */
export function rejectionOf(incoming: Incoming, publicUrl: URL): Rejection | null {
  const { method, path, host, origin, contentLength } = incoming;
  if (host === null)
    return {
      status: 400,
      code: "bad-request",
      message: "The request names no host, or several. Send one Host header.",
    };
  if (host.toLowerCase() !== publicUrl.host && (isWrite(method) || !PROBES.has(path)))
    return {
      status: 421,
      code: "misdirected",
      message: `This portal answers at ${publicUrl.origin} and under no other name. Open it there, or set PORTAL_URL to the address that people use.`,
    };
  if (isWrite(method) && origin === null && !SIGNED.has(path))
    return {
      status: 403,
      code: "forbidden",
      message: `A change has to say which page it comes from. Send "Origin: ${publicUrl.origin}".`,
    };
  if (isWrite(method) && origin !== null && origin !== publicUrl.origin)
    return {
      status: 403,
      code: "forbidden",
      message: `A change can be made from the portal's own pages only, at ${publicUrl.origin}.`,
    };
  // A length is a promise that can be broken, so the body is counted as well; a kept one spares reading it.
  return contentLength !== null && !(Number(contentLength) <= BODY_LIMIT) ? TOO_LARGE : null;
}

/** What is answered to an address that no page can have. */
export const UNREADABLE: Rejection = {
  status: 400,
  code: "bad-request",
  message: "This address can't be read: a % in it isn't followed by what it stands for. Check the link.",
};

/** What is answered to a target that is no page's path. */
export const NO_PATH: Rejection = {
  status: 400,
  code: "bad-request",
  message: "This address is no path of the portal's. Check the link: it has to begin with one slash.",
};

/** True when a path's percent signs stand for UTF-8. Next answers any other one with an error of its own. */
export function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Reads a body and says whether it ends within `limit` bytes; stops reading where it doesn't. */
export async function isWithin(body: ReadableStream<Uint8Array> | null, limit: number): Promise<boolean> {
  const reader = body?.getReader();
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      // Whatever the rest is, nobody waits for it.
      void reader.cancel().catch(() => undefined);
      return false;
    }
  }
  return true;
}
