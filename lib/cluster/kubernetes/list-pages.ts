import "server-only";
import type { JsonObject } from "@/lib/domain/json";
import { list, text } from "../trace/read";
import { withQuery } from "./api-path";
import type { Connection } from "./connection";
import { getJson } from "./get-json";

/** Objects of one page: projected before the next is asked for, so that no more than these are held whole. */
const PAGE = 500;

/** A list of the API. */
export interface Listed {
  /** `/apis/apps/v1/deployments`, of all namespaces or of one, with a query or without. */
  path: string;
  /** Heads alone: the server leaves out what is in the objects. */
  metadataOnly?: boolean;
}

/** What is asked for where heads are enough. */
const HEADS = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/**
 * Reads a list in pages.
 * @param take is given each object as it comes.
 * @returns the version that the list stands at: a watch goes on from there.
 * @throws ApiFailure (`expired` when the pages took too long), or Node's own error.
 */
export async function listPages(
  connection: Connection,
  { path, metadataOnly = false }: Listed,
  signal: AbortSignal,
  take: (item: JsonObject) => void,
): Promise<string> {
  let next = "";
  for (;;) {
    const query = { limit: String(PAGE), ...(next === "" ? {} : { continue: next }) };
    const page = await getJson(connection, withQuery(path, query), { signal, ...(metadataOnly && { accept: HEADS }) });
    for (const item of list(page, "items")) take(item);
    next = text(page, "metadata", "continue");
    if (next === "") return text(page, "metadata", "resourceVersion");
  }
}
