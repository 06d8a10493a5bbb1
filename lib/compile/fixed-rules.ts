import type { JsonObject } from "@/lib/domain/json";
import { fixedPlaces } from "@/lib/schema/hints";
import type { Cel } from "./cel";
import * as cel from "./cel";
import type { Validation } from "./validation";

/**
 * The rules for properties that are fixed after creation: what an update states there is what stood there before. A
 * rule of the API's own schema could be gone round by taking the property, or what it lies in, out and setting it anew.
 */
export function fixedRules(values: JsonObject): Validation[] {
  return fixedPlaces(values).map(({ path, label }) => ({
    expression: `oldObject == null || ${optional("object", path)} == ${optional("oldObject", path)}`,
    message: `${label.replace(/\s+/g, " ")} is fixed after creation. Make a new one, or state what stood there.`,
  }));
}

function optional(object: string, path: string[]): Cel {
  return `dyn(${object}).?spec.?values${path.map((key) => `[?${cel.literal(key)}]`).join("")}`;
}
