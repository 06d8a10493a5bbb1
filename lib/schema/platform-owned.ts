import { equalJson, type JsonObject } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import { type HintedPlace, platformPlaces } from "./hints";

/**
 * The properties of the platform's that a change touches. What is stated counts: to write a default out is to hold on to
 * it, and that is the platform's to say, too.
 *
 * @param schema a chart's schema or a form's
 * @param before what the manifest on main states; null for a new one
 * @param after what it would state; null when it is deleted, which touches nothing in it
 */
export function changesOfPlatform(
  schema: JsonObject,
  before: JsonObject | null,
  after: JsonObject | null,
): HintedPlace[] {
  if (after === null) return [];
  return platformPlaces(schema).filter(
    ({ pointer }) => !equalJson(valueAt(before ?? {}, pointer), valueAt(after, pointer)),
  );
}
