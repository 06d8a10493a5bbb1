import type { ApiField, ApiPlace } from "@/lib/compile/api-place";
import { equalJson, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";

/** One difference between two schemas that KRO refuses to roll out. */
export interface BreakingChange {
  /** The place in the values: `/backups/days`; `*` is any entry of a list. */
  pointer: string;
  /** A sentence: what was changed. */
  what: string;
}

/**
 * What KRO calls breaking between two states of a service's values (kro v0.9.3, pkg/graph/crd/compat/schema.go). KRO
 * itself would refuse the resource's schema alone, go on with the new templates, and name no field.
 *
 * In: the values before and after (apiTypes). Out: every breaking change; entries of maps and what only the policy says
 * are none, as for KRO.
 */
export function breakingChanges(before: ApiPlace, after: ApiPlace): BreakingChange[] {
  return compare(before, after, []);
}

function compare(before: ApiPlace, after: ApiPlace, path: string[]): BreakingChange[] {
  const [was, is] = [typeOf(before), typeOf(after)];
  const say = (what: string): BreakingChange => ({ pointer: pointerOf(path), what });
  if (was !== is) return [say(`It was ${TYPES[was]} and would be ${TYPES[is]}.`)];
  return [
    ...patternChange(before.markers.pattern, after.markers.pattern).map(say),
    ...BOUNDS.flatMap(([keyword, direction]) =>
      boundChange(keyword, direction, before.markers[keyword], after.markers[keyword]),
    ).map(say),
    ...optionsTaken(before.markers.enum, after.markers.enum).map(say),
    ...compareFields(fieldsOf(before), fieldsOf(after), path),
    ...(before.type.form === "list" && after.type.form === "list"
      ? compare(before.type.items, after.type.items, [...path, "*"])
      : []),
  ];
}

function compareFields(before: ApiField[], after: ApiField[], path: string[]): BreakingChange[] {
  const at = (key: string) => pointerOf([...path, key]);
  const kept = before.flatMap((old): BreakingChange[] => {
    const now = after.find(({ key }) => key === old.key);
    if (now === undefined) return [{ pointer: at(old.key), what: "It was taken out." }];
    const newlyRequired = now.required && !old.required;
    const lostDefault = now.required && old.required && hasDefault(old.place) && !hasDefault(now.place);
    return [
      ...(newlyRequired ? [{ pointer: at(old.key), what: "It would be required, and was not." }] : []),
      ...(lostDefault ? [{ pointer: at(old.key), what: "It is required and would lose its default." }] : []),
      ...compare(old.place, now.place, [...path, old.key]),
    ];
  });
  const added = after
    .filter(({ key, required, place }) => required && !hasDefault(place) && !before.some((old) => old.key === key))
    .map(({ key }) => ({ pointer: at(key), what: "It is new and required, and has no default." }));
  return [...kept, ...added];
}

/** KRO gives an object in which nothing is required, and something has a default, the default `{}` (transform.go, buildSchema). */
function hasDefault(place: ApiPlace): boolean {
  const fields = fieldsOf(place);
  return (
    place.default !== undefined ||
    (fields.every(({ required }) => !required) && fields.some((field) => hasDefault(field.place)))
  );
}

function patternChange(before: JsonValue | undefined, after: JsonValue | undefined): string[] {
  if (typeof after !== "string" || before === after) return [];
  return [
    typeof before !== "string"
      ? `It would have to match ${after}.`
      : `Its pattern was ${before} and would be ${after}.`,
  ];
}

const BOUNDS = [
  ["minimum", "up"],
  ["minLength", "up"],
  ["minItems", "up"],
  ["maximum", "down"],
  ["maxLength", "down"],
  ["maxItems", "down"],
] as const;

/** A bound that is new, or tighter than it was. */
function boundChange(
  keyword: string,
  tighter: "down" | "up",
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): string[] {
  if (typeof after !== "number" || before === after) return [];
  if (typeof before !== "number") return [`${keyword} would be ${after}, and there was none.`];
  return (tighter === "up" ? after > before : after < before)
    ? [`${keyword} was ${before} and would be ${after}.`]
    : [];
}

function optionsTaken(before: JsonValue | undefined, after: JsonValue | undefined): string[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  return before
    .filter((option) => !after.some((other) => equalJson(option, other)))
    .map((option) => `${JSON.stringify(option)} could not be chosen any more.`);
}

function fieldsOf({ type }: ApiPlace): ApiField[] {
  return type.form === "struct" ? type.fields : [];
}

const TYPES = {
  array: "a list",
  boolean: "true or false",
  float: "a number",
  integer: "a whole number",
  object: "a group of settings",
  string: "text",
} as const;

function typeOf({ type }: ApiPlace): keyof typeof TYPES {
  if (type.form === "scalar") return type.name;
  return type.form === "list" ? "array" : "object";
}
