import type { JsonObject, JsonValue } from "@/lib/domain/json";

/** What came back. */
export interface Answer {
  code: number;
  /** An empty object when it was no JSON object: health checks answer with a word. */
  body: JsonObject;
  /** What the API server warns of, e.g. a field that it does not know. */
  warnings: string[];
}

export interface Sent {
  query?: Readonly<Record<string, string>>;
  body?: JsonValue;
  /** The body as it goes over the wire, instead: `2.0` is not what JSON.stringify writes of 2.0. */
  text?: string;
  /** The body's media type; JSON without it. */
  type?: string;
}

/** Sends a request, whatever comes back. Rejects when nothing does. */
export type Send = (method: string, path: string, sent?: Sent) => Promise<Answer>;
