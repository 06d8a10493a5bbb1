import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What a route answers: a status, and a body as JSON (none for 204). */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const gone: Answer = { status: 204 };

/** A refusal as GitHub words it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly unknown[] = [],
  ) {
    super(message);
  }
}

/** GitHub's 422 for one field. */
export function invalid(message: string, resource = "PullRequest"): Refusal {
  return new Refusal(422, "Validation Failed", [{ resource, code: "custom", message }]);
}

export const notFound = () => new Refusal(404, "Not Found");

/** One page of a list, with the link to the next. */
export function pageOf(all: readonly unknown[], url: URL): Answer {
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), 100);
  const page = Number(url.searchParams.get("page") ?? 1);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  return {
    status: 200,
    body: all.slice((page - 1) * size, page * size),
    headers: all.length > page * size ? { link: `<${next.href}>; rel="next"` } : {},
  };
}

/** Counts what a client may still ask in this hour. */
export interface Allowance {
  limit: number;
  used: number;
}

/** Sends an answer with GitHub's headers; a body that the client has already is a 304, which counts for nothing. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer, allowance: Allowance): void {
  const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
  const known = request.method === "GET" && request.headers["if-none-match"] === etag;
  if (!known) allowance.used += 1;
  response.writeHead(known ? 304 : answer.status, {
    ...answer.headers,
    ...(answer.status === 204 ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...(request.method === "GET" && answer.status === 200 ? { etag } : {}),
    "x-ratelimit-limit": String(allowance.limit),
    "x-ratelimit-remaining": String(Math.max(0, allowance.limit - allowance.used)),
    "x-ratelimit-used": String(allowance.used),
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
    "x-ratelimit-resource": "core",
    "x-github-request-id": "0000:0000",
  });
  response.end(known ? "" : text);
}

/** The whole body of a request as JSON; an empty one is an empty object. */
export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // an IncomingMessage without encoding gives buffers
  const text = Buffer.concat(parts).toString("utf8");
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(400, "Problems parsing JSON");
  }
}
