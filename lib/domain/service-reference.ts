import type { Enforcement } from "./enforcement";
import type { JsonValue } from "./json";

/** One field of a service, as its reference page tells of it. */
export interface ReferenceField {
  /** The place in the values: `/owners/*\/name`; `*` is any entry of a list or a map. */
  pointer: string;
  /** As it is written in a manifest: `owners[].name`. */
  path: string;
  title: string;
  description: string;
  /** "text", "a list of text", "a group of settings". */
  type: string;
  required: boolean;
  /** Undefined where nothing stands there unless it is stated. */
  usual?: JsonValue;
  /** What a value must keep to, a phrase each: "1 to 5", "at most 43 characters". */
  bounds: string[];
  examples: JsonValue[];
  /** What the schema's hints say of it, a phrase each: "fixed after creation". Absent where they say nothing. */
  hints?: string[];
  /** The title of the group that the form shows it in, if it has one. */
  group?: string;
  /** What to ask kubectl for: `postgres.spec.values.backups`; it knows nothing below an open object. */
  explain: string;
}

/** The page of a service: all of its fields, and who enforces what. */
export interface ServiceReference {
  service: string;
  title: string;
  description: string;
  icon: string | null;
  kind: string;
  /** `<group>/<version>`. */
  apiVersion: string;
  chartVersion: string;
  fields: ReferenceField[];
  enforcement: Enforcement[];
  /** The form's address. */
  href: string;
}
