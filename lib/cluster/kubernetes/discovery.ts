import "server-only";
import { list, text } from "../trace/read";
import { rootOf } from "./api-path";
import type { Connection } from "./connection";
import { ApiFailure } from "./failure";
import { getJson } from "./get-json";

/** A kind as the cluster serves it. */
export interface ServedKind {
  apiVersion: string;
  kind: string;
  /** What it is called in addresses. */
  resource: string;
  namespaced: boolean;
  /** True when it can be listed and watched. */
  watchable: boolean;
}

/**
 * The kinds of one version of an API group; none when the cluster doesn't serve it.
 * @throws ApiFailure, or Node's own error when nothing was answered.
 */
export async function kindsOf(
  connection: Connection,
  apiVersion: string,
  of: { signal: AbortSignal; patience?: number },
): Promise<ServedKind[]> {
  try {
    const answer = await getJson(connection, rootOf(apiVersion), of);
    return list(answer, "resources").flatMap((one): ServedKind[] => {
      const resource = text(one, "name");
      // `pods/log` is a part of another resource.
      if (resource.includes("/")) return [];
      const verbs = Array.isArray(one.verbs) ? one.verbs : [];
      const watchable = verbs.includes("list") && verbs.includes("watch");
      return [{ apiVersion, kind: text(one, "kind"), resource, namespaced: one.namespaced === true, watchable }];
    });
  } catch (error) {
    if (error instanceof ApiFailure && error.failure.type === "missing") return [];
    throw error;
  }
}

/** Tells what a kind is called in addresses; null for one that the cluster doesn't serve. */
export type KindFinder = (apiVersion: string, kind: string, signal: AbortSignal) => Promise<ServedKind | null>;

/** Milliseconds for which the kinds of a version are not asked for again; much less for one that wasn't there yet. */
const KEPT = { found: 60_000, missed: 2_000 };

/** Makes a finder that asks for each version of a group once a minute, and sooner for a kind that it doesn't know. */
export function kindFinder(connection: Connection, now: () => Date): KindFinder {
  const known = new Map<string, { at: number; kinds: Promise<ServedKind[]> }>();
  const ask = (apiVersion: string, signal: AbortSignal) => {
    const asked = { at: now().getTime(), kinds: kindsOf(connection, apiVersion, { signal }) };
    known.set(apiVersion, asked);
    // A failed answer is not kept.
    asked.kinds.catch(() => known.delete(apiVersion));
    return asked;
  };
  return async (apiVersion, kind, signal) => {
    const before = known.get(apiVersion);
    const age = before === undefined ? Number.POSITIVE_INFINITY : now().getTime() - before.at;
    if (before !== undefined && age < KEPT.found) {
      const found = (await before.kinds).find((one) => one.kind === kind);
      if (found !== undefined || age < KEPT.missed) return found ?? null;
    }
    return (await ask(apiVersion, signal).kinds).find((one) => one.kind === kind) ?? null;
  };
}
