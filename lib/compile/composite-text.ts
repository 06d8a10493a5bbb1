import { isMap, isScalar, parseDocument } from "yaml";
import { childrenOf } from "@/lib/domain/composition";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

const WIDTH = 120;

/**
 * A composite's schema file with its children's parts as they should be; all else in it stays byte for byte.
 *
 * @param text the file as it is
 * @param schema what it should say (composite)
 */
export function compositeText(text: string, schema: JsonObject): string {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const root = parseDocument(text).contents;
  const written = isMap(root) ? root.get("properties", true) : undefined;
  if (!isMap(written)) return text;
  const parts = childrenOf(schema).map(({ alias }) => alias);
  return written.items
    .flatMap(({ key, value }) => {
      const alias = isScalar(key) ? String(key.value) : "";
      const range = isMap(value) ? value.range : null;
      return range && parts.includes(alias) ? [{ alias, start: range[0], end: range[1] }] : [];
    })
    .sort((a, b) => b.start - a.start)
    .reduce((all, { alias, start, end }) => {
      const line = all.slice(all.lastIndexOf("\n", start) + 1, start);
      const indent = line.length - line.trimStart().length;
      return `${all.slice(0, start)}${printed(properties[alias] ?? {}, indent)}${all.slice(end)}`;
    }, text);
}

/** JSON as our schemas are written: a list of plain values stands on one line where it fits. */
function printed(value: JsonValue, indent: number): string {
  const [inner, outer] = [" ".repeat(indent + 2), " ".repeat(indent)];
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    if (indent + line.length <= WIDTH && !value.some((item) => typeof item === "object")) return line;
    return `[\n${value.map((item) => `${inner}${printed(item, indent + 2)}`).join(",\n")}\n${outer}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${printed(item, indent + 2)}`);
  return `{\n${lines.join(",\n")}\n${outer}}`;
}
