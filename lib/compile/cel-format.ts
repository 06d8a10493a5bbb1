import { FORMAT_PATTERNS } from "@/lib/schema/formats";
import * as cel from "./cel";

/** That a text has a format, as the form judges it; null for a format that the form doesn't judge either. */
export function formatCel(format: string, value: cel.Cel): cel.Cel | null {
  const patterns = Object.hasOwn(FORMAT_PATTERNS, format) ? FORMAT_PATTERNS[format] : undefined;
  return patterns ? cel.and(...patterns.map((pattern) => `${value}.matches(${cel.literal(pattern)})`)) : null;
}
