import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { isInstanceService, type Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { buildManifest } from "@/lib/manifest/build";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { statedValues } from "@/lib/schema/values";

/** The manifest that the portal writes for what its form holds; `tenant` and `name` are among the values. */
export function portalManifest(
  service: Pick<Service, "name" | "kind" | "schema">,
  platform: Pick<Platform, "group" | "version" | "controlNamespace">,
  values: JsonObject,
): string {
  const text = (key: string): string => (typeof values[key] === "string" ? values[key] : "");
  const target: Target = isInstanceService(service)
    ? { type: "instance", tenant: text("tenant"), service: service.name, name: text("name") }
    : { type: "tenant", tenant: text("name") };
  return buildManifest(platform, service.kind, target, statedValues(formSchemaOf(service.schema).schema, values, {}));
}
