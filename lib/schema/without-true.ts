import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { CHECK } from "./check-keyword";
import { mapSchemas, NAMED } from "./walk";

/** Keywords that say the same with `true` as when they are absent. */
const NEEDLESS: readonly string[] = [
  "additionalItems",
  "additionalProperties",
  "else",
  "items",
  "propertyNames",
  "then",
];
const ASKING: readonly string[] = ["contains", "if", "not", CHECK];

/**
 * The same schema without a `true` in place of a schema, where rjsf could meet it: what several branches say of one place
 * it merges keyword by keyword, and looks for keywords in `true` (mergeSchemas of @rjsf/utils).
 */
export function withoutTrue(schema: JsonObject): JsonObject {
  const told = mapSchemas(schema, (at) =>
    Object.fromEntries(
      Object.entries(at).flatMap(([keyword, value]): [string, JsonValue][] => {
        if (value === true && NEEDLESS.includes(keyword)) return [];
        if (value === true && ASKING.includes(keyword)) return [[keyword, {}]];
        if (keyword === CHECK) return [[keyword, isObject(value) ? withoutTrue(value) : value]];
        return [[keyword, isNamed(keyword) && isObject(value) ? opened(value) : value]];
      }),
    ),
  );
  return isObject(told) ? told : schema;
}

function isNamed(keyword: string): boolean {
  return NAMED.some((name) => name === keyword);
}

function opened(named: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]): [string, JsonValue] => [name, schema === true ? {} : schema]),
  );
}
