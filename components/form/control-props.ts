import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Frame } from "./form-context";

/** What every control of one value gets; it finds its frame by itself. */
export interface ControlProps {
  schema: JsonObject;
  /** Undefined when the manifest says nothing. */
  value: JsonValue | undefined;
  disabled: boolean;
  onChange: (value: JsonValue | undefined) => void;
}

/** What an input, a menu or a text area takes from its frame. */
export function framed({ id, required, invalid, describedBy }: Frame) {
  return { id, required, "aria-invalid": invalid || undefined, "aria-describedby": describedBy };
}
