import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { objectFrom } from "./objects";
import type { Projected } from "./projections";
import type { Shelf } from "./reflector";
import type { Words } from "./words";

/** One kind's objects by their key, each in a few hundred bytes. */
export interface PackedShelf extends Shelf {
  /** The object with a key, or null: looked up, never searched for. */
  get(key: string): KubernetesObject | null;
  all(): KubernetesObject[];
  keys(): string[];
  size(): number;
}

export interface PackedShelfOptions {
  apiVersion: string;
  kind: string;
  words: Words;
  project: (item: JsonObject) => Projected;
  /** An object's key, or null for one that is none of the portal's business. */
  keyOf: (item: JsonObject) => string | null;
  /** Told of the keys whose objects have another story now. */
  changed: (keys: readonly string[]) => void;
}

/** Keeps quiet what changes all the time. */
const BETWEEN = "|";

/** Makes a shelf. A key is `<namespace>/<name>` unless the object's own head says otherwise. */
export function packedShelf({ apiVersion, kind, words, project, keyOf, changed }: PackedShelfOptions): PackedShelf {
  let kept = new Map<string, string>();
  const pack = (item: JsonObject) => {
    const { object, quiet } = project(item);
    return `${quiet}${BETWEEN}${words.pack(object)}`;
  };
  const differ = (before: string | undefined, after: string | undefined) =>
    before !== after && (before === undefined || after === undefined || storyIn(before) !== storyIn(after));

  return {
    get: (key) => {
      const packed = kept.get(key);
      return packed === undefined ? null : unpack(packed, key, { apiVersion, kind, words });
    },
    all: () => [...kept].flatMap(([key, packed]) => unpack(packed, key, { apiVersion, kind, words }) ?? []),
    keys: () => [...kept.keys()],
    size: () => kept.size,
    put: (item) => {
      const key = keyOf(item);
      if (key === null) return;
      const packed = pack(item);
      const other = differ(kept.get(key), packed);
      kept.set(key, packed);
      if (other) changed([key]);
    },
    remove: (item) => {
      const key = keyOf(item);
      if (key !== null && kept.delete(key)) changed([key]);
    },
    begin: () => {
      const fresh = new Map<string, string>();
      return {
        put: (item) => {
          const key = keyOf(item);
          if (key !== null) fresh.set(key, pack(item));
        },
        end: () => {
          const before = kept;
          kept = fresh;
          const others = [...new Set([...before.keys(), ...fresh.keys()])].filter((key) =>
            differ(before.get(key), fresh.get(key)),
          );
          if (others.length > 0) changed(others);
        },
      };
    },
    clear: () => {
      const keys = [...kept.keys()];
      kept = new Map();
      if (keys.length > 0) changed(keys);
    },
  };
}

function storyIn(packed: string): string {
  return packed.slice(packed.indexOf(BETWEEN) + 1);
}

function unpack(
  packed: string,
  key: string,
  { apiVersion, kind, words }: Pick<PackedShelfOptions, "apiVersion" | "kind" | "words">,
): KubernetesObject | null {
  const [namespace = "", name = ""] = key.split("/");
  const object = objectFrom(words.unpack(storyIn(packed)), { apiVersion, kind }, { namespace, name });
  const quiet = packed.slice(0, packed.indexOf(BETWEEN));
  return object && quiet !== "" ? { ...object, status: { ...object.status, reconciledAt: quiet } } : object;
}
