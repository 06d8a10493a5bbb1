import { type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { nameOf, type Target } from "@/lib/domain/target";
import { emitPair } from "./emit";

/** Where a target's resource lives: a tenant's in the control namespace, an instance's in its tenant's. */
export function namespaceOf(target: Target, platform: Pick<Platform, "controlNamespace">): string {
  return target.type === "tenant" ? platform.controlNamespace : target.tenant;
}

/**
 * A new manifest, as text that ends with a line break.
 *
 * @param kind the service's kind, `Postgres`
 * @param values what the manifest states; `tenant` and `name` are written first, from the target
 */
export function buildManifest(
  platform: Pick<Platform, "group" | "version" | "controlNamespace">,
  kind: string,
  target: Target,
  values: JsonObject,
): string {
  const identity: JsonObject =
    target.type === "tenant" ? { name: target.tenant } : { tenant: target.tenant, name: target.name };
  const manifest: [string, JsonValue][] = [
    ["apiVersion", `${platform.group}/${platform.version}`],
    ["kind", kind],
    ["metadata", { name: nameOf(target), namespace: namespaceOf(target, platform) }],
    ["spec", { values: { ...identity, ...without(values, ["tenant", "name"]) } }],
  ];
  return `${manifest.flatMap(([key, value]) => emitPair(key, value, 0)).join("\n")}\n`;
}
