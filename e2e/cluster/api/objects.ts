import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Api } from "./client";
import { objectsAt } from "./fields";
import { rootOf } from "./kinds";
import type { Answer } from "./send";
import { accepted, type Verdict, verdictOf } from "./verdict";

/** Names one object. A manifest does, too. */
export interface Reference {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** An object as it is written. */
export type Manifest = JsonObject & Reference;

export interface WriteOptions {
  /** Judges without storing anything. */
  dryRun?: boolean;
  /** `Strict` refuses what the schema does not know, `Warn` drops it and says so, `Ignore` drops it. Default: Strict. */
  fieldValidation?: "Strict" | "Warn" | "Ignore";
}

/** Reads one object; null when it isn't there. */
export async function get(api: Api, reference: Reference): Promise<KubernetesObject | null> {
  const answer = await api.send("GET", await addressOf(api, reference));
  return answer.code === 404 ? null : objectOf(answer, `Reading ${nameOf(reference)}`);
}

/** Reads all objects of a kind, in one namespace or in all. */
export async function list(
  api: Api,
  { apiVersion, kind }: Pick<Reference, "apiVersion" | "kind">,
  { namespace, labels }: { namespace?: string; labels?: string } = {},
): Promise<KubernetesObject[]> {
  const path = await folderOf(api, { apiVersion, kind, metadata: { name: "", namespace } }, true);
  const answer = await api.send("GET", path, labels === undefined ? {} : { query: { labelSelector: labels } });
  objectOf(answer, `Listing ${kind}`);
  // A list leaves out what all its items have in common.
  return objectsAt(answer.body, "items").map((item) => ({ apiVersion, kind, ...item }) as unknown as KubernetesObject);
}

/** Creates an object, or asks what would happen. */
export async function create(api: Api, manifest: Manifest, options: WriteOptions = {}): Promise<Verdict> {
  const path = await folderOf(api, manifest);
  return verdictOf(await api.send("POST", path, { body: manifest, query: queryOf(options) }));
}

/** Server-side apply, as Argo CD and `kubectl apply --server-side` do it. */
export async function tryApply(api: Api, manifest: Manifest, options: WriteOptions = {}): Promise<Verdict> {
  const query = { fieldManager: "tests", force: "true", ...queryOf(options) };
  const type = "application/apply-patch+yaml";
  return verdictOf(await api.send("PATCH", await addressOf(api, manifest), { body: manifest, query, type }));
}

/** The same for what has to work. Throws the API server's own words when it refuses. */
export async function apply(api: Api, manifest: Manifest): Promise<KubernetesObject> {
  return accepted(await tryApply(api, manifest), `Applying ${nameOf(manifest)}`);
}

/** A JSON merge patch: null takes a field away. With `status` it writes the status alone, as a controller does. */
export async function patch(
  api: Api,
  reference: Reference,
  change: JsonObject,
  options: WriteOptions & { status?: boolean } = {},
): Promise<Verdict> {
  const type = "application/merge-patch+json";
  const path = `${await addressOf(api, reference)}${options.status ? "/status" : ""}`;
  return verdictOf(await api.send("PATCH", path, { body: change, query: queryOf(options), type }));
}

/** Deletes an object; one that isn't there is fine. It may live on until its finalizers are done. */
export async function remove(api: Api, reference: Reference): Promise<void> {
  const answer = await api.send("DELETE", await addressOf(api, reference), {
    query: { propagationPolicy: "Background" },
  });
  if (answer.code !== 404) objectOf(answer, `Deleting ${nameOf(reference)}`);
}

/** `Postgres acme/orders` */
export function nameOf({ kind, metadata: { name, namespace } }: Reference): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function queryOf({ dryRun = false, fieldValidation = "Strict" }: WriteOptions): Record<string, string> {
  return { fieldValidation, ...(dryRun ? { dryRun: "All" } : {}) };
}

async function addressOf(api: Api, reference: Reference): Promise<string> {
  return `${await folderOf(api, reference)}/${encodeURIComponent(reference.metadata.name)}`;
}

async function folderOf(api: Api, reference: Reference, every = false): Promise<string> {
  const { apiVersion, kind, metadata } = reference;
  const found = await api.kinds.find(apiVersion, kind);
  if (!found) throw new Error(`The API server does not serve ${kind} of ${apiVersion}.`);
  if (found.namespaced && metadata.namespace === undefined && !every)
    throw new Error(`${nameOf(reference)} needs a namespace.`);
  const within = found.namespaced && metadata.namespace !== undefined ? `/namespaces/${metadata.namespace}` : "";
  return `${rootOf(apiVersion)}${within}/${found.plural}`;
}

function objectOf(answer: Answer, doing: string): KubernetesObject {
  return accepted(verdictOf(answer), doing);
}
