import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import { diffLines } from "@/lib/manifest/diff";
import { editManifest } from "@/lib/manifest/edit";
import { buildManifest, type Manifest, parseManifest } from "@/lib/manifest/manifest";
import { targetOf } from "./stated";

// Everything in here needs the YAML library, so it is loaded after the form can be used.

/**
 * The manifest as it will be committed.
 *
 * @param stated what it states
 * @param hand the text that the person wrote by hand, which the values are spliced into; null for none
 */
export function writeManifest(model: FormModel, stated: JsonObject, hand: string | null): string {
  const base = hand ?? model.file?.text ?? null;
  if (base !== null) return editManifest(base, stated);
  return buildManifest(model.platform, model.service.kind, targetOf(model, stated), stated);
}

/** Reads a manifest's text. */
export function readManifest(text: string): { manifest: Manifest | null; problems: Problem[] } {
  return parseManifest(text);
}

/** One line of the preview. */
export interface PreviewLine {
  kind: "same" | "add" | "remove";
  text: string;
}

/** The whole of a text with what changed in it marked; nothing is marked where there was nothing before. */
export function markChanges(before: string | null, after: string): PreviewLine[] {
  const lines = after.replace(/\r?\n$/, "").split(/\r?\n/);
  if (before === null) return lines.map((text) => ({ kind: "same", text }));
  const marked: PreviewLine[] = [];
  let next = 0;
  for (const hunk of diffLines(before, after)) {
    // A hunk without a line of the new file starts behind the line it names.
    const fresh = hunk.lines.some(({ kind }) => kind !== "remove");
    const start = fresh ? hunk.newStart - 1 : hunk.newStart;
    while (next < start && next < lines.length) marked.push({ kind: "same", text: lines[next++] ?? "" });
    for (const line of hunk.lines) {
      marked.push(line);
      if (line.kind !== "remove") next += 1;
    }
  }
  while (next < lines.length) marked.push({ kind: "same", text: lines[next++] ?? "" });
  return marked;
}
