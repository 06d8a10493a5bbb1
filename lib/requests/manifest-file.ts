import type { ManifestFile } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { parseManifest } from "@/lib/manifest/manifest";
import type { Past } from "@/lib/releases/port";

/** A manifest's text at a commit; null when it isn't there. */
export async function textAt(snapshot: Past, path: string): Promise<string | null> {
  return (await snapshot.read([path])).get(path) ?? null;
}

/** The values that a manifest's text states; null when there is no text or it can't be read. */
export function valuesOf(text: string | null): JsonObject | null {
  return text === null ? null : (parseManifest(text).manifest?.values ?? null);
}

/** Text and values together, as the form takes them. */
export function fileOf(text: string | null): ManifestFile | null {
  return text === null ? null : { text, values: valuesOf(text) };
}
