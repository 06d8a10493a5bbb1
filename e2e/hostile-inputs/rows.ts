/** What must become of an input. Whatever it is, the answer is no 5xx, shows no stack, and repeats no markup. */
export type Verdict =
  /** Taken, and kept as this very text. */
  | { stored: string }
  /** Refused as JSON with a sentence that begins like one. */
  | { refused: number }
  /** Answered with this status; there is nothing to say about the text. */
  | { answered: number };

/** Where an input is put. */
export type Place =
  | "a value"
  | "a changed value"
  | "a file written by hand"
  | "a comment"
  | "a decision"
  | "a deletion"
  | "a field of the request"
  | "a path"
  | "a query"
  | "a header"
  | "the sign-in";

/** What is known only while a portal runs. */
export interface World {
  /** main's commit, and the schemas' hashes by service. */
  main: string;
  schemaHash: (service: string) => string;
  /** `http://localhost:41234` and `localhost:41234`. */
  url: string;
  host: string;
  /** The number and head of an open request of the requester's. */
  open: { number: number; head: string };
  csrfToken: string;
}

/** Bytes as they go over the wire, but for the lines that every request has. */
export interface Wire {
  method: string;
  target: string;
  /** Beside Host, Origin, Cookie and the body's own. A Host or Origin here replaces the right one. */
  headers?: readonly string[];
  type?: string;
  body?: string | Buffer;
}

/** One hostile input: where it goes, and what must become of it. */
export interface Row {
  place: Place;
  kind: "yaml" | "path" | "html" | "header" | "unicode" | "size";
  text: string;
  verdict: Verdict;
  as?: "platform-admin" | null;
  /** The row's own number makes names that no other row has. */
  wire: (world: World, number: number) => Wire;
}

/** The tenant that everything is put into, and an instance that is there. */
export const TENANT = "hostile";
export const THERE = "there";
/** Instances that are there to be changed; `u-0` to `u-<CHANGED - 1>`. */
export const CHANGED = 30;

/** A body of JSON, as the form sends it. */
export function json(target: string, body: unknown, method = "POST"): Wire {
  return { method, target, type: "application/json", body: JSON.stringify(body) };
}

/** What a form sends about a web app, with some of it replaced. */
export function request(world: World, number: number, other: Readonly<Record<string, unknown>>): Wire {
  const name = typeof other.name === "string" ? other.name : `h-${number}`;
  return json("/api/requests", {
    key: `hostile-${number}-${crypto.randomUUID()}`,
    type: "create",
    service: "webapp",
    tenant: TENANT,
    base: world.main,
    schemaHash: world.schemaHash("webapp"),
    values: webapp(name, "x"),
    ...other,
    name,
  });
}

/** The values of a web app whose one variable is this text. */
export function webapp(name: string, text: string): Record<string, unknown> {
  return {
    tenant: TENANT,
    name,
    image: "nginxinc/nginx-unprivileged:1.29",
    env: [{ name: "TEXT", value: text }],
  };
}
