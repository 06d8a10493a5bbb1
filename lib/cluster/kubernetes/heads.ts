import type { JsonObject } from "@/lib/domain/json";
import { at, list, text } from "../trace/read";
import type { Shelf } from "./reflector";

/** What is told of an object that is followed for open pages' sake: what it is and whose, and nothing that is in it. */
export interface Head {
  kind: string;
  /** Empty for what lives in none. */
  namespace: string;
  name: string;
  /** `Deployment/shop-webapp`: its owners, and what an Event is about. */
  of: readonly string[];
}

/** The head of an object. @param kind for an item of a list: those don't repeat it. */
export function headOf(item: JsonObject, kind: string): Head {
  const about = at(item, "involvedObject");
  const of = [...list(item.metadata, "ownerReferences"), ...(about === undefined ? [] : [about])];
  return {
    kind,
    namespace: text(item.metadata, "namespace"),
    name: text(item.metadata, "name"),
    of: of.map((one) => `${text(one, "kind")}/${text(one, "name")}`),
  };
}

/**
 * Keeps which version of each object of a kind is there, and tells of each that is another now. What the first list holds
 * is no news.
 */
export function headsShelf(kind: string, changed: (head: Head) => void): Shelf {
  let kept = new Map<string, { head: Head; version: string }>();
  let first = true;
  const entry = (item: JsonObject) => ({ head: headOf(item, kind), version: text(item.metadata, "resourceVersion") });
  const keyOf = ({ namespace, name }: Head) => `${namespace}/${name}`;
  return {
    put: (item) => {
      const now = entry(item);
      const before = kept.get(keyOf(now.head));
      kept.set(keyOf(now.head), now);
      if (before?.version !== now.version) changed(now.head);
    },
    remove: (item) => {
      const { head } = entry(item);
      if (kept.delete(keyOf(head))) changed(head);
    },
    begin: () => {
      const fresh: typeof kept = new Map();
      return {
        put: (item) => {
          const now = entry(item);
          fresh.set(keyOf(now.head), now);
        },
        end: () => {
          const before = kept;
          kept = fresh;
          const silent = first;
          first = false;
          if (silent) return;
          for (const [key, { head, version }] of fresh) if (before.get(key)?.version !== version) changed(head);
          for (const [key, { head }] of before) if (!fresh.has(key)) changed(head);
        },
      };
    },
    clear: () => {
      const before = kept;
      kept = new Map();
      for (const { head } of before.values()) changed(head);
    },
  };
}
