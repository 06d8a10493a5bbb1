import "server-only";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { number, text } from "../trace/read";
import { withQuery } from "./api-path";
import { isTold } from "./backoff";
import type { Asked, Connection } from "./connection";
import { ApiFailure, failureOfStatus } from "./failure";
import type { Listed } from "./list-pages";

/** One line of a watch. A bookmark says only how far the stream has come. */
export interface WatchEvent {
  type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  object: JsonObject;
}

/** How a watch is kept honest; milliseconds. */
export interface WatchPace {
  /** How long the server keeps the stream open before it ends it by itself. */
  stream: number;
  /** A stream without a line for so long may be dead, and is asked for anew: the server sends a bookmark about every minute, if it has one. */
  idle: number;
  /** Until the answer's head. */
  patience: number;
}

/** What is asked for where an object's head is enough. */
const HEAD = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
/** Characters of one line: an object can't be larger than etcd's 1.5 MiB. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Asks for what happens after a version. Out, once the server has begun to answer: what happens, until the server ends the
 * stream or it falls silent.
 * @throws ApiFailure (`expired`: read the list anew; `failed`: the stream was cut), or Node's own error where there was none.
 */
export async function openWatch(
  connection: Connection,
  { path, metadataOnly = false }: Listed,
  version: string,
  { signal, pace }: { signal: AbortSignal; pace: WatchPace },
): Promise<AsyncIterable<WatchEvent>> {
  const query = {
    watch: "true",
    allowWatchBookmarks: "true",
    resourceVersion: version,
    timeoutSeconds: String(Math.max(1, Math.round(pace.stream / 1000))),
  };
  const { patience } = pace;
  const accept = metadataOnly ? HEAD : "application/json";
  return eventsOf(await connection.ask(withQuery(path, query), { signal, patience, accept, lasting: true }), pace.idle);
}

async function* eventsOf(asked: Asked, idle: number): AsyncGenerator<WatchEvent> {
  const { body } = asked;
  const quiet = new AbortController();
  // A quiet kind's stream is silent too, where the server has no bookmark to send: then there is nothing wrong with it.
  const end = () => {
    quiet.abort();
    body.destroy();
  };
  let timer = setTimeout(end, idle);
  try {
    body.setEncoding("utf8");
    let rest = "";
    for await (const part of body as AsyncIterable<string>) {
      // With an encoding a body's parts are texts.
      clearTimeout(timer);
      timer = setTimeout(end, idle);
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > LONGEST) throw new ApiFailure({ type: "failed", why: "a line of the stream is too long" });
      for (const line of lines) if (line !== "") yield eventIn(line);
    }
  } catch (error) {
    if (isTold(quiet.signal)) return;
    // Streams are cut now and then; whether the server is there at all shows when the next one is asked for.
    throw error instanceof ApiFailure ? error : new ApiFailure({ type: "failed", why: "the stream was cut" });
  } finally {
    clearTimeout(timer);
    asked.close();
  }
}

function eventIn(line: string): WatchEvent {
  const value = parsed(line);
  const object = isObject(value) && isObject(value.object) ? value.object : {};
  const type = (["ADDED", "MODIFIED", "DELETED", "BOOKMARK"] as const).find((one) => one === text(value, "type"));
  if (type !== undefined) return { type, object };
  // ERROR: the object is a Status. A version that was too old only now is told here and not by the answer's own status.
  const failure = failureOfStatus(number(object, "code") ?? 500);
  throw new ApiFailure(failure ?? { type: "failed", why: "the stream holds what is no event" });
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue; // JSON.parse gives JSON
  } catch {
    return undefined;
  }
}
