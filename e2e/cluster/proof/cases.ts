import { join } from "node:path";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { type PolicyInput, policy } from "@/lib/compile/policy";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { kindOf } from "@/lib/domain/service";
import { casesIn } from "@/tests/support/cases";
import { ROOT } from "../../harness/root";
import type { Api } from "../api/client";
import { apply, type Manifest } from "../api/objects";
import { untilCrd } from "../definitions/live-crd";
import { untilActive } from "../definitions/until-active";
import { untilEnforced } from "../definitions/until-enforced";

/** A purpose-made schema of the compiler's, as a service of its own. */
export interface CaseService extends PolicyInput {
  schema: JsonObject;
}

/** The compiler's cases. In: a word that keeps spec files' kinds apart, such as `Proof`. */
export function caseServices(word: string): CaseService[] {
  return casesIn(join(ROOT, "lib/compile/cases")).map(({ name: title, json }) => {
    const name = `${word.toLowerCase()}-${title.replaceAll(" ", "-")}`.slice(0, 34).replace(/-$/, "");
    const schema = json("schema.json") as JsonObject; // a case's schema is an object
    return { name, kind: kindOf(name), title, schema, values: apiTypes(schema) };
  });
}

/** A platform of a spec file's own. */
export function platformOf(word: string): Platform {
  return {
    group: `${word.toLowerCase()}.example.org`,
    version: "v1alpha1",
    controlNamespace: `${word.toLowerCase()}-control`,
    reservedTenants: ["kube-*"],
    timeouts: { release: 300, reconcile: 120 },
  } as Platform; // what is read of it here
}

/** Applies services' definitions and policies and waits until they are served and enforced in a namespace. */
export async function publishAll(
  api: Api,
  services: readonly PolicyInput[],
  platform: Platform,
  namespace: string,
): Promise<void> {
  for (const service of services) {
    // What the compiler makes are Kubernetes objects.
    await apply(api, definition({ ...service, health: [] }, platform, INSTANCE_GRAPH) as Manifest);
    for (const object of policy(service, platform)) await apply(api, object as Manifest);
  }
  await Promise.all(
    services.map(async ({ name, kind }) => {
      await untilActive(api, name, 300);
      const { apiVersion } = await untilCrd(api, platform.group, kind);
      await untilEnforced(api, apiVersion, kind, namespace);
    }),
  );
}
