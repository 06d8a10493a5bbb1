import type { JsonObject, JsonValue } from "./json";
import { valueAt } from "./pointer";

/**
 * What must hold of an instance's values for a part of a template to be rendered; values are named by JSON pointers.
 * `unknown` is a condition that can't be told without Helm or without the cluster.
 */
export type Gate =
  | { set: string }
  | { value: string; is: "eq" | "gt" | "ge" | "lt" | "le"; than: JsonValue }
  | { not: Gate }
  | { all: Gate[] }
  | { any: Gate[] }
  | { unknown: string };

/** Something that is there when all its gates hold. */
interface Gated {
  when: Gate[];
}

interface GatedText extends Gated {
  text: string;
}

/**
 * An object that a chart's templates can render. Its texts (`name`, `replicas`, a claim's name) may hold blanks:
 * `<release>` and `<namespace>` for the release's, `<values/a/b>` for a value.
 */
export interface ChartObject extends Gated {
  /** Empty when it can't be told: charts choose among Kubernetes' own versions by what a cluster has. */
  apiVersion: string;
  kind: string;
  name: string;
  /** How many pods it asks for, where the templates state it; of an autoscaler, the fewest. */
  replicas: GatedText[];
  /** The names of a StatefulSet's claims for volumes, one of each for each pod. */
  claims: GatedText[];
  /** What becomes of the claims when the StatefulSet is deleted, where the templates state it: `Delete`, `Retain`. */
  claimsWhenDeleted: GatedText[];
  /** What it is there to be used by: a Service's ports, unless it only gives pods their names; a Secret's keys. */
  offers: GatedText[];
  /** True when Helm leaves it where it is when the release is uninstalled (`helm.sh/resource-policy: keep`). */
  kept: boolean;
}

/** An object that a release consists of, with all blanks filled in. */
export interface ReleaseObject {
  apiVersion: string;
  kind: string;
  name: string;
  /** Null where the chart states none. */
  replicas: number | null;
  claims: string[];
  /** True when the claims, and the data behind them, outlive the object. */
  claimsStay: boolean;
  /** A Service's ports, a Secret's keys; empty for every other kind. */
  offers: string[];
  kept: boolean;
}

/** What a release is called and where it is installed. */
export interface ReleasePlace {
  release: string;
  namespace: string;
}

/**
 * The objects that a chart makes of values, each once.
 * In: the chart's objects, its values with all defaults filled in, and the release's name and namespace. What hangs on
 * a condition that can't be told is listed: of a deletion, too long a list does less harm than too short a one.
 */
export function releaseObjects(
  objects: readonly ChartObject[],
  values: JsonObject,
  place: ReleasePlace,
): ReleaseObject[] {
  const made = new Map<string, ReleaseObject>();
  const open = <T extends Gated>(parts: readonly T[]) =>
    parts.filter(({ when }) => when.every((gate) => !shuts(gate, values)));
  const filled = (text: string) => fillBlanks(text, values, place);
  for (const object of open(objects)) {
    const name = filled(object.name) || place.release;
    const count = Number.parseInt(filled(open(object.replicas)[0]?.text ?? ""), 10);
    const policy = open(object.claimsWhenDeleted)[0];
    const key = `${object.kind}/${name}`;
    if (made.has(key)) continue;
    made.set(key, {
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      replicas: Number.isNaN(count) ? null : count,
      claims: open(object.claims).map((claim) => filled(claim.text)),
      claimsStay: policy === undefined || filled(policy.text) !== "Delete",
      offers: open(object.offers).map((offer) => filled(offer.text)),
      kept: object.kept,
    });
  }
  return [...made.values()];
}

/** A text with its blanks (`<release>`, `<namespace>`, `<values/a/b>`) filled in. */
export function fillBlanks(text: string, values: JsonObject, { release, namespace }: ReleasePlace): string {
  return text.replaceAll(/<(release|namespace|values(\/[^<>]*)?)>/g, (_blank, what: string, pointer = "") => {
    if (what === "release") return release;
    if (what === "namespace") return namespace;
    const value = valueAt(values, String(pointer));
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}

/** True when the gate is known not to hold. */
function shuts(gate: Gate, values: JsonObject): boolean {
  return holds(gate, values) === false;
}

/** Whether a gate holds; null when that can't be told. */
function holds(gate: Gate, values: JsonObject): boolean | null {
  if ("unknown" in gate) return null;
  if ("set" in gate) return isTruthy(valueAt(values, gate.set));
  if ("not" in gate) {
    const inner = holds(gate.not, values);
    return inner === null ? null : !inner;
  }
  if ("all" in gate || "any" in gate) {
    const [inner, decisive] = "all" in gate ? [gate.all, false] : [gate.any, true];
    const found = inner.map((one) => holds(one, values));
    return found.includes(decisive) ? decisive : found.includes(null) ? null : !decisive;
  }
  return compare(valueAt(values, gate.value), gate);
}

function compare(value: JsonValue | undefined, { is, than }: { is: string; than: JsonValue }): boolean | null {
  // Charts turn numbers into texts and back before they compare.
  if (is === "eq")
    return JSON.stringify(value ?? null).replaceAll('"', "") === JSON.stringify(than).replaceAll('"', "");
  const [a, b] = [Number(value ?? 0), Number(than)];
  if (Number.isNaN(a) || Number.isNaN(b)) return null;
  return is === "gt" ? a > b : is === "ge" ? a >= b : is === "lt" ? a < b : a <= b;
}

/** True for what a Go template's `if` takes for true: not empty, not zero, not false. */
export function isTruthy(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
