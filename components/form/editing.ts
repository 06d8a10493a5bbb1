import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { withConstants } from "@/lib/schema/constants";
import type { UnreadText } from "./form-store";

/** What is being edited, apart from any component: what a form is opened with, and what a draft keeps. */
export interface Editing {
  /** What the manifest states. */
  values: JsonObject;
  /** The text, once the person wrote YAML by hand: it is kept as they wrote it, and the fields change it in place. */
  hand: string | null;
  mode: "form" | "yaml";
  /** Pointers of unknown keys that are taken out. */
  removed: readonly string[];
  /** What was written into single fields and could not be read: it is in no values, and is not lost. */
  unread: readonly UnreadText[];
  /** The commit that `hand` was made from, so that Git can merge what happened since; null for the form's own base. */
  base: string | null;
}

/** What a form starts with: the file's values, or the file's text where it can't be read as values. */
export function startOf(model: FormModel): Editing {
  const unreadable = model.file !== null && model.file.values === null;
  return {
    values: unreadable ? model.start : withConstants(model.form.schema, model.start),
    hand: unreadable ? (model.file?.text ?? null) : null,
    mode: unreadable ? "yaml" : "form",
    removed: model.removed,
    unread: [],
    base: null,
  };
}
