import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { textOf } from "./schema-facts";

const SHORT = 60;

function scalars(value: JsonObject): string[] {
  return Object.values(value).flatMap((entry) =>
    (typeof entry === "string" && entry !== "") || typeof entry === "number" ? [String(entry)] : [],
  );
}

/** An item of a list in one line: "owner · admin". Empty when there is nothing to say yet. */
export function gistOf(item: JsonValue | undefined): string {
  if (item === undefined || item === null) return "";
  if (Array.isArray(item)) return item.map(gistOf).filter(Boolean).join(", ").slice(0, SHORT);
  if (!isObject(item)) return String(item).slice(0, SHORT);
  // The name says most; code may know that every object that has one is called by it.
  const { name, ...rest } = item;
  const parts = [...(typeof name === "string" && name !== "" ? [name] : []), ...scalars(rest)];
  return parts.slice(0, 3).join(" · ").slice(0, SHORT);
}

/**
 * What to call one item, for its buttons and messages: its gist's first part, else its number.
 *
 * @param items the list's `items` schema; its title names the kind of thing ("Owner")
 * @param index counted from 0
 */
export function itemName(items: JsonObject, item: JsonValue | undefined, index: number): string {
  const first = gistOf(item).split(" · ")[0];
  return first ? first : `${textOf(items, "title")?.toLowerCase() ?? "item"} ${index + 1}`;
}
