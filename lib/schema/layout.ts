import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/** The hint with the title under which properties of one object are shown together (`"Storage"`). */
export const GROUP = "x-group";
/** The hint with the place among an object's properties: lower numbers first, then those without one. */
export const ORDER = "x-order";

/**
 * The names of an object's properties as they are shown: by their order, then as the schema has them. Whoever shares a
 * group comes together, where the first of the group comes.
 */
export function layoutOf({ properties }: JsonObject): string[] {
  const entries = Object.entries(isObject(properties) ? properties : {});
  const sorted = entries.toSorted(([, a], [, b]) => rank(a) - rank(b));
  const first = new Map<string, number>();
  sorted.forEach(([, property], at) => {
    const group = groupOf(property);
    if (group !== null && !first.has(group)) first.set(group, at);
  });
  const placed = sorted.map(([name, property], at) => {
    const group = groupOf(property);
    return { name, at: group === null ? at : (first.get(group) ?? at) };
  });
  return placed.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

/** True where the hints say another order than the schema's own. */
export function isLaidOut(schema: JsonObject): boolean {
  const names = Object.keys(isObject(schema.properties) ? schema.properties : {});
  return layoutOf(schema).some((name, at) => name !== names[at]);
}

/** The title of the group that a property is shown in, or null. */
export function groupOf(property: JsonValue | undefined): string | null {
  const title = isObject(property) ? property[GROUP] : undefined;
  return typeof title === "string" && title.trim() !== "" ? title : null;
}

/**
 * Things in their groups: one run for each group and for each stretch without one.
 * @param groupOfEach the group's title, or null
 */
export function runsOf<T>(
  things: readonly T[],
  groupOfEach: (thing: T) => string | null,
): { title: string | null; things: T[] }[] {
  const runs: { title: string | null; things: T[] }[] = [];
  for (const thing of things) {
    const title = groupOfEach(thing);
    const last = runs.at(-1);
    if (last?.title === title) last.things.push(thing);
    else runs.push({ title, things: [thing] });
  }
  return runs;
}

function rank(property: JsonValue): number {
  const order = isObject(property) ? property[ORDER] : undefined;
  return typeof order === "number" ? order : Number.MAX_VALUE;
}
