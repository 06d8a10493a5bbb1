import { type ReleaseObject, releaseObjects } from "@/lib/domain/chart-object";
import type { JsonObject } from "@/lib/domain/json";
import { releaseNameOf } from "@/lib/domain/names";
import type { Service } from "@/lib/domain/service";
import { nameOf, type Target } from "@/lib/domain/target";
import { effectiveValues } from "@/lib/schema/values";

/**
 * The objects that a target's release consists of.
 * In: its chart, the target, and what its manifest states. Out: each object once, in the templates' order.
 */
export function objectsOf(
  { schema, objects }: Pick<Service, "schema" | "objects">,
  target: Target,
  stated: JsonObject,
): ReleaseObject[] {
  // Names that a file lacks would make nameless objects; what it is called says its path.
  const values = { ...effectiveValues(schema, stated), name: nameOf(target), tenant: target.tenant };
  return releaseObjects(objects, values, { release: releaseNameOf(target), namespace: target.tenant });
}
