import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyAll, manifestsIn } from "../api/apply-files";
import type { Api } from "../api/client";
import { objectAt, textAt } from "../api/fields";
import type { Manifest } from "../api/objects";
import { type LiveCrd, untilCrd } from "./live-crd";
import { untilActive } from "./until-active";

/** A service's generated definition on a live cluster. */
export interface AppliedDefinition {
  service: string;
  kind: string;
  crd: LiveCrd;
  /** The ValidatingAdmissionPolicies that came with it. */
  policies: Manifest[];
}

/**
 * Applies a folder of generated definitions: `<service>.yaml` with KRO's definition, `<service>.policy.yaml` with its
 * policies. In: the folder, and the API group that a definition without one has. Out: each service with the CRD that
 * lives, once KRO has accepted it. Files without a definition in them (sources, roles) are applied and not listed.
 */
export async function applyDefinitions(api: Api, folder: string, group: string): Promise<AppliedDefinition[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml") && !file.endsWith(".policy.yaml"));
  const read = (file: string) => manifestsIn(readFileSync(join(folder, file), "utf8"), file);
  const texts = files.sort().map((file) => ({ service: file.replace(/\.yaml$/, ""), manifests: read(file) }));
  // All at once: KRO takes seconds for one and not much longer for ten.
  for (const { manifests } of texts) await applyAll(api, manifests);
  const services = texts.flatMap(({ service, manifests }) =>
    manifests.filter(({ kind }) => kind === "ResourceGraphDefinition").map((definition) => ({ service, definition })),
  );
  return await Promise.all(
    services.map(async ({ service, definition }) => {
      await untilActive(api, definition.metadata.name);
      const { kind, group: own } = schemaOf(definition);
      const crd = await untilCrd(api, own || group, kind);
      const file = `${service}.policy.yaml`;
      const policies = existsSync(join(folder, file)) ? await applyAll(api, read(file)) : [];
      return { service, kind, crd, policies: policies.filter((one) => one.kind === "ValidatingAdmissionPolicy") };
    }),
  );
}

function schemaOf(definition: Manifest): { kind: string; group: string } {
  const schema = objectAt(objectAt(definition, "spec"), "schema");
  return { kind: textAt(schema, "kind"), group: textAt(schema, "group") };
}
