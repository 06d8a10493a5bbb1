import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { emitPair } from "./emit";
import { jsonOf, readDocuments } from "./read-yaml";

/** A field that a manifest states and of which the cluster has something else. */
export interface Difference {
  /** `["spec", "values", "instances"]`; an entry of a list by its index. */
  path: string[];
  merged: JsonValue;
  /** Undefined where the cluster has no such field. */
  live: JsonValue | undefined;
}

/** What a manifest's text states, read as Argo CD reads it; null when it can't be read. */
export function contentOf(text: string): JsonObject | null {
  const [document] = readDocuments(text).documents;
  if (document === undefined || document.errors.length > 0) return null;
  try {
    const content = jsonOf(document);
    return isObject(content) ? content : null;
  } catch {
    // Its aliases multiply beyond reason.
    return null;
  }
}

/**
 * Where the cluster has something else than the manifest states. What the manifest leaves out is not compared: the API
 * has filled it in. A field that is stated as null, and a group without fields, state nothing.
 * @param merged the manifest's content
 * @param live the resource as the cluster has it
 */
export function driftBetween(merged: JsonObject, live: JsonObject): Difference[] {
  return below([], merged, live);
}

/**
 * The resource as a manifest would state it, for reading beside the merged one: the same parts of its head, all of its
 * spec, and the merged one's order of keys.
 * @returns YAML that ends with a line break
 */
export function liveText(merged: JsonObject, live: JsonObject): string {
  const { apiVersion = null, kind = null, metadata, spec = null } = live;
  const own = isObject(merged.metadata) ? merged.metadata : {};
  const head = Object.fromEntries(
    entriesOf(isObject(metadata) ? metadata : {}).filter(([key]) => Object.hasOwn(own, key)),
  );
  const shown = inOrderOf(merged, { apiVersion, kind, metadata: head, spec });
  const lines = isObject(shown) ? entriesOf(shown).flatMap(([key, value]) => emitPair(key, value, 0)) : [];
  return `${lines.join("\n")}\n`;
}

function below(path: string[], merged: JsonValue, live: JsonValue | undefined): Difference[] {
  if (merged === null) return [];
  if (isObject(merged)) {
    const fields = entriesOf(merged);
    if (isObject(live))
      return fields.flatMap(([key, value]) =>
        below([...path, key], value, Object.hasOwn(live, key) ? live[key] : undefined),
      );
    return live === undefined && fields.length === 0 ? [] : [{ path, merged, live }];
  }
  // Entries have no names to be compared by once they come and go.
  if (Array.isArray(merged) && Array.isArray(live) && merged.length === live.length)
    return merged.flatMap((item, at) => below([...path, String(at)], item, live[at]));
  return equalJson(merged, live) ? [] : [{ path, merged, live }];
}

/** The same value with the keys of `model` first. */
function inOrderOf(model: JsonValue | undefined, value: JsonValue): JsonValue {
  if (Array.isArray(value))
    return value.map((item, at) => inOrderOf(Array.isArray(model) ? model[at] : undefined, item));
  if (!isObject(value) || !isObject(model)) return value;
  const keys = [...new Set([...Object.keys(model), ...Object.keys(value)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, JsonValue][] => {
      const own = Object.hasOwn(value, key) ? value[key] : undefined;
      return own === undefined ? [] : [[key, inOrderOf(Object.hasOwn(model, key) ? model[key] : undefined, own)]];
    }),
  );
}
