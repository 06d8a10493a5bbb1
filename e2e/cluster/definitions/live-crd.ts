import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Api } from "../api/client";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { list } from "../api/objects";
import { until } from "../api/until";
import { untilServed } from "../api/until-served";

/** The CRD that KRO made of a definition, as it lives in the API server. */
export interface LiveCrd {
  object: KubernetesObject;
  /** As KRO chose it: never guess it, Demo became `demoes`. */
  plural: string;
  version: string;
  /** `group/version` */
  apiVersion: string;
  /** The OpenAPI schema of the whole object. */
  schema: JsonObject;
}

const CRD = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

/** Reads the CRD of a kind; null when there is none. What a definition's state says of it proves nothing. */
export async function liveCrd(api: Api, group: string, kind: string): Promise<LiveCrd | null> {
  const all = await list(api, CRD);
  const object = all.find(({ spec }) => spec?.group === group && objectAt(spec, "names").kind === kind);
  if (!object) return null;
  const [version, ...others] = objectsAt(object.spec, "versions").filter(({ served }) => served === true);
  if (others.length > 0) throw new Error(`${object.metadata.name} serves more than one version.`);
  const name = textAt(version, "name");
  return {
    object,
    plural: textAt(objectAt(object.spec, "names"), "plural"),
    version: name,
    apiVersion: `${group}/${name}`,
    schema: objectAt(objectAt(version, "schema"), "openAPIV3Schema"),
  };
}

/** Waits until the CRD of a kind is there, served, and as it should be. */
export async function untilCrd(
  api: Api,
  group: string,
  kind: string,
  what = "is there",
  holds: (crd: LiveCrd) => boolean = () => true,
): Promise<LiveCrd> {
  const crd = await until(`The CRD of ${kind} ${what}`, async () => {
    const found = await liveCrd(api, group, kind);
    return found && holds(found) ? found : null;
  });
  await untilServed(api, crd.object);
  return crd;
}

/** The schema at a path of property names below `spec`; an empty one when it isn't there. */
export function schemaAt({ schema }: LiveCrd, ...path: string[]): JsonObject {
  return ["spec", ...path].reduce((at, name) => objectAt(objectAt(at, "properties"), name), schema);
}
