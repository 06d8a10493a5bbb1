import { hexOf } from "@/lib/domain/fingerprint";
import type { ApiPlace } from "./api-place";
import { simpleSchema } from "./simple-schema";

/**
 * The sentence that tells one compiled schema from another, at the end of the description of `values`. KRO leaves a live
 * CRD as it is when only its rules change (kro#1391), but not when a description does.
 * In: the service's values (apiTypes). Out: `Schema 0123456789abcdef.`
 */
export function schemaMark(values: ApiPlace): string {
  return `Schema ${hexOf(JSON.stringify(simpleSchema(values, "").types), 16)}.`;
}
