import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { isObject, type JsonValue } from "@/lib/domain/json";
import type { Api } from "./client";
import { apply, type Manifest } from "./objects";
import { untilServed } from "./until-served";

/** What others stand in or are made of goes first. */
const FIRST = ["Namespace", "CustomResourceDefinition"];

/** Every object in a text of YAML documents, as Go's YAML 1.1 parsers read it. Throws for what is no object. */
export function manifestsIn(text: string, source = "the text"): Manifest[] {
  return parseAllDocuments(text, { version: "1.1" }).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${source}: ${error.message}`);
    const value = document.toJS() as JsonValue; // a document without errors and tags holds JSON
    if (value === null) return [];
    if (isManifest(value)) return [value];
    throw new Error(`${source}: a document is no Kubernetes object.`);
  });
}

/** Applies the objects of YAML files, namespaces and CRDs first, and waits until every CRD among them is served. */
export async function applyFiles(api: Api, files: readonly string[]): Promise<Manifest[]> {
  const manifests = files.flatMap((file) => manifestsIn(readFileSync(file, "utf8"), file));
  return await applyAll(api, manifests);
}

/** The same for objects. */
export async function applyAll(api: Api, manifests: readonly Manifest[]): Promise<Manifest[]> {
  const isFirst = ({ kind }: Manifest) => FIRST.includes(kind);
  await Promise.all(manifests.filter(isFirst).map((manifest) => applyFirst(api, manifest)));
  for (const manifest of manifests.filter((one) => !isFirst(one))) await apply(api, manifest);
  return [...manifests];
}

async function applyFirst(api: Api, manifest: Manifest): Promise<void> {
  await apply(api, manifest);
  if (manifest.kind === "CustomResourceDefinition") await untilServed(api, manifest);
}

function isManifest(value: JsonValue): value is Manifest {
  return (
    isObject(value) &&
    typeof value.apiVersion === "string" &&
    typeof value.kind === "string" &&
    isObject(value.metadata) &&
    typeof value.metadata.name === "string"
  );
}
