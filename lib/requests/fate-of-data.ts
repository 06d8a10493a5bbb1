import type { JsonObject } from "@/lib/domain/json";
import { type DataFate, dataFate } from "@/lib/domain/release-data";
import type { Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { objectsOf } from "@/lib/tenants/release-objects";

/**
 * What becomes of a target's data when it is deleted.
 * In: its chart, and what its manifest states; null for what is not known, and then it counts as going. A tenant's
 * namespace goes with everything in it.
 */
export function fateOfData(
  chart: Pick<Service, "schema" | "objects"> | null,
  target: Target,
  stated: JsonObject | null,
): DataFate {
  if (target.type === "tenant" || !chart || !stated) return "goes";
  return dataFate(objectsOf(chart, target, stated));
}
