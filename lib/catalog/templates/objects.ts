import type { ChartObject, Gate } from "@/lib/domain/chart-object";
import type { Stretch } from "./walk";

/** A line that a template writes; `when` is what must hold for it. */
interface Line {
  text: string;
  indent: number;
  when: Gate[];
}

/** Reads the objects in what one template writes. */
export function objectsIn(stretches: readonly Stretch[]): ChartObject[] {
  return documentsOf(linesOf(stretches)).flatMap(objectsOf);
}

function linesOf(stretches: readonly Stretch[]): Line[] {
  const lines: Line[] = [{ text: "", indent: 0, when: [] }];
  for (const { text, when } of stretches)
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0) lines.push({ text: "", indent: 0, when });
      const line = lines.at(-1);
      if (line === undefined) continue;
      // A line belongs to whoever writes its first letter.
      if (line.text.trim() === "") line.when = when;
      line.text += part;
    }
  return lines
    .filter(({ text }) => text.trim() !== "" && !text.trimStart().startsWith("#"))
    .map((line) => ({ ...line, indent: line.text.length - line.text.trimStart().length }));
}

function documentsOf(lines: readonly Line[]): Line[][] {
  const documents: Line[][] = [[]];
  for (const line of lines) {
    if (/^---(\s|$)/.test(line.text)) documents.push([]);
    else documents.at(-1)?.push(line);
  }
  return documents;
}

/** A document's objects: more than one when conditions choose its kind. */
function objectsOf(document: readonly Line[]): ChartObject[] {
  const top = document.filter(({ indent }) => indent === 0);
  return valuesOf(top, "kind").flatMap((kind) => {
    // Of the other branches of its conditions nothing is its own.
    const lines = document.filter(({ when }) => !when.some((gate) => kind.when.some((other) => excludes(gate, other))));
    return objectOf(lines, kind) ?? [];
  });
}

function objectOf(lines: readonly Line[], kind: { text: string; when: Gate[] }): ChartObject | null {
  const metadata = blockOf(lines, "metadata");
  const annotations = blockOf(metadata, "annotations").map(({ text }) => text);
  // Helm runs hooks beside the release: they are no part of it.
  if (annotations.some((text) => /helm\.sh\/hook["']?:/.test(text))) return null;
  const top = lines.filter(({ indent }) => indent === 0);
  const apiVersion = surest(valuesOf(top, "apiVersion"))?.text;
  if (apiVersion === undefined || kind.text.includes("<")) return null;
  const spec = blockOf(lines, "spec");
  const own = (found: readonly { text: string; when: Gate[] }[]) =>
    found.map(({ text, when }) => ({ text, when: when.filter((gate) => !kind.when.includes(gate)) }));
  return {
    apiVersion: apiVersion.includes("<") ? "" : apiVersion,
    kind: kind.text,
    name: nameOf(surest(valuesOf(metadata, "name"))?.text),
    when: kind.when,
    replicas: own(["replicas", "instances", "minReplicas"].flatMap((key) => valuesOf(spec, key))),
    claims: own(claimsOf(spec)),
    claimsWhenDeleted: own(policiesOf(spec)),
    offers: own(offersOf(kind.text, lines, spec)),
    kept: annotations.some((text) => /helm\.sh\/resource-policy["']?:\s*["']?keep\b/.test(text)),
  };
}

/** True for a condition and its opposite: the two branches of one choice. */
function excludes(a: Gate, b: Gate): boolean {
  return ("not" in a && a.not === b) || ("not" in b && b.not === a);
}

/** The lines below a key that stands furthest left. */
function blockOf(lines: readonly Line[], key: string): Line[] {
  const edge = Math.min(...lines.map(({ indent }) => indent));
  const start = lines.findIndex(({ text, indent }) => indent === edge && keyIn(text) === key);
  const head = lines[start];
  if (head === undefined) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(
    ({ text, indent }) => indent < edge || (indent === edge && !text.trimStart().startsWith("-")),
  );
  const inline = inlineMap(head);
  if (inline.length > 0) return inline.map((line) => ({ ...line, indent: edge + 2 }));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The pairs of a map that is written on one line; none for any other line. */
function inlineMap({ text, indent, when }: Line): Line[] {
  const [, pairs] = /\{(.*)\}\s*$/.exec(text) ?? [];
  return pairs === undefined ? [] : pairs.split(",").map((part) => ({ text: part.trim(), indent, when }));
}

/** What a key says that stands furthest left; more than once where conditions choose. */
function valuesOf(lines: readonly Line[], key: string): { text: string; when: Gate[] }[] {
  const edge = Math.min(...lines.map(({ indent }) => indent));
  return lines.flatMap(({ text, indent, when }) => {
    if (indent !== edge || keyIn(text) !== key) return [];
    const value = plain(text.slice(text.indexOf(":") + 1));
    return value === "" ? [] : [{ text: value, when }];
  });
}

function keyIn(text: string): string {
  return /^\s*["']?([\w.-]+)["']?:/.exec(text)?.[1] ?? "";
}

/** A scalar without its quotes and without a comment. */
function plain(text: string): string {
  const value = text.trim();
  const [, quoted] = /^"([^"]*)"|^'([^']*)'/.exec(value) ?? [];
  return quoted ?? value.replace(/\s+#.*$/, "").replaceAll(/^["']|["']$/g, "");
}

/** Where conditions choose between several, the one without any, else the last: what is written when nothing was set. */
function surest<T extends { when: Gate[] }>(found: readonly T[]): T | undefined {
  const fewest = Math.min(...found.map(({ when }) => when.length));
  return found.findLast(({ when }) => when.length === fewest);
}

/** A name; what can't be told of it is taken for the release's name, or left out. */
function nameOf(text = ""): string {
  const name = text.replace(/^<\?>/, "<release>").replaceAll(/-?<\?>/g, "");
  return /^[\w.:<>/-]+$/.test(name) ? name : "<release>";
}

function claimsOf(spec: readonly Line[]): { text: string; when: Gate[] }[] {
  return itemsOf(blockOf(spec, "volumeClaimTemplates")).flatMap(
    (lines) => surest(valuesOf(blockOf(lines, "metadata"), "name")) ?? [],
  );
}

/** The items of a list, each as the lines of a map. */
function itemsOf(list: readonly Line[]): Line[][] {
  const edge = Math.min(...list.map(({ indent }) => indent));
  return list.flatMap(({ indent }, start) => {
    if (indent !== edge) return [];
    const end = list.findIndex((line, at) => at > start && line.indent === edge);
    const lines = list
      .slice(start, end < 0 ? list.length : end)
      // Without its dash an item reads like any other map.
      .map((line, at) => (at > 0 ? line : { ...line, text: line.text.replace("-", " ") }))
      .map((line) => ({ ...line, indent: line.text.length - line.text.trimStart().length }));
    const [first] = lines;
    return [first?.text.trimStart().startsWith("{") ? inlineMap(first) : lines];
  });
}

/** A Service's ports and a Secret's keys. One without an address of its own only gives pods their names. */
function offersOf(kind: string, lines: readonly Line[], spec: readonly Line[]): { text: string; when: Gate[] }[] {
  if (kind === "Secret")
    return ["data", "stringData"].flatMap((key) => {
      const block = blockOf(lines, key);
      const edge = Math.min(...block.map(({ indent }) => indent));
      return block.flatMap(({ text, indent, when }) =>
        indent === edge && keyIn(text) !== "" ? [{ text: keyIn(text), when }] : [],
      );
    });
  if (kind !== "Service" || valuesOf(spec, "clusterIP").some(({ text }) => text === "None")) return [];
  return itemsOf(blockOf(spec, "ports")).flatMap((item) => surest(valuesOf(item, "port")) ?? []);
}

function policiesOf(spec: readonly Line[]): { text: string; when: Gate[] }[] {
  return valuesOf(blockOf(spec, "persistentVolumeClaimRetentionPolicy"), "whenDeleted");
}
