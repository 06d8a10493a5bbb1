import "server-only";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Connection } from "./connection";
import { ApiFailure } from "./failure";

/** Milliseconds for one answer, its body included. */
const PATIENCE = 10_000;
/** Bytes of one answer: a page of 500 large objects stays far below. */
const MOST = 64 * 1024 * 1024;

/** How to ask for one object or list. */
export interface GetOptions {
  signal: AbortSignal;
  /** Milliseconds. */
  patience?: number;
  accept?: string;
}

/** What the API server answers to a GET. @throws ApiFailure, or Node's own error when nothing was answered. */
export async function getJson(
  connection: Connection,
  path: string,
  { signal, patience = PATIENCE, accept }: GetOptions,
): Promise<JsonObject> {
  const asked = await connection.ask(path, { signal, patience, ...(accept === undefined ? {} : { accept }) });
  const timer = setTimeout(() => {
    asked.body.destroy(new ApiFailure({ type: "away", why: `no answer within ${Math.round(patience / 1000)} s` }));
  }, patience);
  try {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of asked.body as AsyncIterable<Buffer>) {
      // Without an encoding a body's parts are bytes.
      size += part.length;
      if (size > MOST) throw new ApiFailure({ type: "failed", why: "the API server's answer is too long" });
      parts.push(part);
    }
    return parsed(Buffer.concat(parts).toString("utf8"));
  } catch (error) {
    asked.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue; // JSON.parse gives JSON
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ApiFailure({ type: "failed", why: "the API server's answer is no JSON object" });
}
