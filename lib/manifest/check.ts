import { isAlias, isMap, isNode, isScalar, type Pair, visit } from "yaml";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pathOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import type { Problem } from "@/lib/domain/problem";
import { nameOf, type Target } from "@/lib/domain/target";
import { namespaceOf } from "./build";
import { parseManifest } from "./manifest";
import { jsonOf, readDocuments } from "./read-yaml";

/**
 * Whether a file is the manifest that belongs at its path: what it is, whose it is, and nothing beside it. The values'
 * own rules are the schema's. All problems at once; `pointer` is set where one is about a value.
 *
 * @param text the whole file
 * @param target what its path says it is about
 * @param kind the kind of the target's service, `Postgres`
 */
export function checkManifest(
  text: string,
  target: Target,
  kind: string,
  platform: Pick<Platform, "group" | "version" | "controlNamespace">,
): Problem[] {
  const { documents, lineAt } = readDocuments(text);
  const [document] = documents;
  const { manifest, problems } = parseManifest(text);
  if (!document || document.errors.length > 0) return problems;

  const found: Problem[] = [];
  const add = (code: string, message: string): number => found.push({ code, pointer: null, label: null, message });
  if (documents.length > 1)
    add(
      "several-documents",
      `The file holds ${documents.length} documents. Keep one: every manifest has a file of its own.`,
    );
  if (hasDirectives(document))
    add(
      "directive",
      "The file begins with a directive (%YAML or %TAG), by which others would read it differently. Take it out: a manifest needs none.",
    );
  for (const { what, offset } of sharing(document))
    add("anchor", `Line ${lineAt(offset)} ${what}. Write the value out instead.`);
  for (const { key, offset } of infinite(document))
    add("not-a-number", `Line ${lineAt(offset)}: ${key} is not a number that a manifest can hold.`);
  if (found.length === 0 || problems.length > 0) found.push(...problems);
  if (!manifest) return found;

  const content = jsonOf(document);
  if (!isObject(content)) return found;
  for (const { key, allowed, where } of strangers(content))
    add("extra-key", `${key} doesn't belong ${where}. Take it out; ${allowed}`);

  const expected = `${platform.group}/${platform.version}`;
  if (manifest.apiVersion !== expected)
    add("wrong-api-version", `apiVersion is ${manifest.apiVersion}. Set it to ${expected}.`);
  const path = pathOf(target);
  const belongs = (field: string, is: string, must: string): void => {
    if (is !== must)
      add("wrong-place", `${field} is ${is}, but the file's path (${path}) says ${must}. Set it to ${must}.`);
  };
  belongs("kind", manifest.kind, kind);
  belongs("metadata.name", manifest.name, nameOf(target));
  const namespace = namespaceOf(target, platform);
  if (target.type === "tenant" && manifest.namespace !== namespace)
    add("wrong-place", `metadata.namespace is ${manifest.namespace}. Tenants live in ${namespace}; set it to that.`);
  else belongs("metadata.namespace", manifest.namespace, namespace);

  const own = (key: string, must: string): void => {
    const is = manifest.values[key];
    if (equalJson(is, must)) return;
    const message =
      is === undefined
        ? `spec.values.${key} is missing. Set it to ${must}, as in the file's path (${path}).`
        : `spec.values.${key} is ${JSON.stringify(is)}, but the file's path (${path}) says ${must}. Set it to ${must}.`;
    found.push({ code: "wrong-place", pointer: `/${key}`, label: key === "name" ? "Name" : "Tenant", message });
  };
  if (target.type === "instance") own("tenant", target.tenant);
  own("name", nameOf(target));
  return found;
}

type ParsedDocument = ReturnType<typeof readDocuments>["documents"][number];

/** `%YAML 1.2` makes a text of `yes` here, and Kubernetes' tools refuse the file; `%TAG` gives types other names. */
function hasDirectives({ directives: { yaml, tags } }: ParsedDocument): boolean {
  return yaml.explicit === true || Object.keys(tags).some((handle) => handle !== "!!");
}

/** Anchors, aliases and merges: another reader may resolve them differently, and a diff doesn't show what they change. */
function sharing(document: ParsedDocument): { what: string; offset: number }[] {
  const found: { what: string; offset: number }[] = [];
  visit(document, (_key, node) => {
    if (isAlias(node)) found.push({ what: `uses the alias *${node.source}`, offset: node.range?.[0] ?? 0 });
    else if (isNode(node) && "anchor" in node && node.anchor !== undefined)
      found.push({ what: `sets the anchor &${node.anchor}`, offset: node.range?.[0] ?? 0 });
    if (isMap(node))
      for (const pair of node.items)
        if (isMerge(pair)) found.push({ what: "merges with <<", offset: node.range?.[0] ?? 0 });
  });
  return found;
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && (key.value === "<<" || typeof key.value === "symbol");
}

function infinite(document: ParsedDocument): { key: string; offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  visit(document, {
    Scalar: (_key, { value, source, range }) => {
      if (typeof value === "number" && !Number.isFinite(value))
        found.push({ key: source ?? String(value), offset: range?.[0] ?? 0 });
    },
  });
  return found;
}

interface Stranger {
  key: string;
  where: string;
  allowed: string;
}

function strangers(content: JsonObject): Stranger[] {
  const among = (object: JsonValue | undefined, known: string[], prefix: string, where: string): Stranger[] =>
    isObject(object)
      ? Object.keys(object)
          .filter((key) => !known.includes(key))
          .map((key) => ({ key: `${prefix}${key}`, where, allowed: `${listed(known)} are all that it may hold.` }))
      : [];
  return [
    ...among(content, ["apiVersion", "kind", "metadata", "spec"], "", "in a manifest"),
    ...among(content.metadata, ["name", "namespace"], "metadata.", "in a manifest's metadata"),
  ];
}

function listed(words: string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
