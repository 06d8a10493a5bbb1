import type { FormModel } from "@/lib/domain/form-model";
import type { Editing } from "./editing";
import type { Kept } from "./use-draft";
import type { useSend } from "./use-send";

/** What both editors of a manifest get: the fields and the text. */
export interface EditorProps {
  model: FormModel;
  start: Editing;
  sending: ReturnType<typeof useSend>;
  kept: Kept;
  /** The person can't send it now; the page says why. */
  closed: boolean;
}
