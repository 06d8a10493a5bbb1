import { isObject, type JsonObject } from "@/lib/domain/json";
import { isOptionKind, type OptionKind } from "@/lib/domain/option-kinds";
import { OPTIONS } from "./hints";

/** Where the suggestions for a field come from. */
export interface OptionSource {
  kind: OptionKind;
  /** `tenant`: the namespace of the tenant that the form is about; else one that platform.yaml lists. */
  namespace: string;
}

/** What a schema's hint says of suggestions; null where there is none, or none that may be followed. */
export function optionSourceOf(schema: JsonObject | undefined): OptionSource | null {
  const hint = schema?.[OPTIONS];
  if (!isObject(hint)) return null;
  const { kind, namespace } = hint;
  return typeof kind === "string" && isOptionKind(kind) && typeof namespace === "string" ? { kind, namespace } : null;
}
