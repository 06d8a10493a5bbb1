import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { list, number, text } from "../trace/read";

type Metadata = KubernetesObject["metadata"];

/**
 * What the portal reads of an object: its head, spec and status, without `data` and without who set which field. Null for
 * what is no object.
 * @param of the kind, for an item of a list: those don't repeat it.
 * @param at where it is, for what was kept without its name.
 */
export function objectFrom(
  json: JsonValue | undefined,
  of: { apiVersion: string; kind: string } | null = null,
  at: { namespace: string; name: string } = { namespace: "", name: "" },
): KubernetesObject | null {
  if (!isObject(json)) return null;
  const metadata = metadataFrom(json.metadata, at);
  const apiVersion = text(json, "apiVersion") || of?.apiVersion;
  const kind = text(json, "kind") || of?.kind;
  if (metadata === null || apiVersion === undefined || kind === undefined) return null;
  const { spec, status } = json;
  return {
    apiVersion,
    kind,
    metadata,
    ...(isObject(spec) ? { spec } : {}),
    ...(isObject(status) ? { status } : {}),
  };
}

function metadataFrom(json: JsonValue | undefined, at: { namespace: string; name: string }): Metadata | null {
  const name = text(json, "name") || at.name;
  if (!isObject(json) || name === "") return null;
  const namespace = text(json, "namespace") || at.namespace;
  const deletion = text(json, "deletionTimestamp");
  const generation = number(json, "generation");
  const owners = list(json, "ownerReferences").map((one) => ({
    apiVersion: text(one, "apiVersion"),
    kind: text(one, "kind"),
    name: text(one, "name"),
    uid: text(one, "uid"),
  }));
  return {
    name,
    uid: text(json, "uid"),
    creationTimestamp: text(json, "creationTimestamp"),
    ...(namespace === "" ? {} : { namespace }),
    ...(deletion === "" ? {} : { deletionTimestamp: deletion }),
    ...(generation === undefined ? {} : { generation }),
    ...(isObject(json.labels) ? { labels: texts(json.labels) } : {}),
    ...(isObject(json.annotations) ? { annotations: texts(json.annotations) } : {}),
    ...(owners.length > 0 ? { ownerReferences: owners } : {}),
  };
}

function texts(json: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}
