import { equalJson, type JsonObject } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import { fixedPlaces } from "./hints";
import { effectiveValues } from "./values";

/**
 * The properties that are fixed after creation and would change. Defaults count as stated, as they do for the policy,
 * which sees what the API has filled in: to state a default that stood there unsaid is no change, and neither is to
 * leave it out again.
 *
 * @param form the form's schema
 * @param before what the manifest on main states
 * @param after what it would state
 */
export function changesOfFixed(form: JsonObject, before: JsonObject, after: JsonObject): Problem[] {
  const places = fixedPlaces(form);
  if (places.length === 0) return [];
  const [old, now] = [effectiveValues(form, before), effectiveValues(form, after)];
  return places.flatMap(({ pointer, label }) => {
    const was = valueAt(old, pointer);
    if (equalJson(was, valueAt(now, pointer))) return [];
    const message =
      was === undefined
        ? "This is fixed after creation, and nothing was stated then. Take it out again, or request a new one."
        : "This is fixed after creation. Put back what stood there, or request a new one.";
    return [{ code: "fixed", pointer, label, message }];
  });
}
