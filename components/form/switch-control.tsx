"use client";
import type { JsonObject } from "@/lib/domain/json";
import { ChoiceCards } from "./choice-cards";
import type { ControlProps } from "./control-props";
import { useFrame } from "./form-context";

const ON_OFF = [
  { value: true, label: "On", description: null },
  { value: false, label: "Off", description: null },
] as const;
const UNSET = { value: undefined, label: "Not set", description: null } as const;

/** True when a yes-or-no has no default: a box to tick could not show that nothing was said yet. */
export function isUnsaid(schema: JsonObject): boolean {
  return typeof schema.default !== "boolean";
}

/** On or off, with its label beside it. */
export function SwitchControl({ schema, label, value, disabled, onChange }: ControlProps & { label: string }) {
  const frame = useFrame();
  if (isUnsaid(schema)) {
    const choices = frame.required ? ON_OFF : [...ON_OFF, UNSET];
    return <ChoiceCards choices={choices} value={value} disabled={disabled} onChange={onChange} />;
  }
  return (
    <label className="flex min-h-6 items-start gap-2.5 font-[550]">
      <input
        type="checkbox"
        id={frame.id}
        checked={value === true}
        disabled={disabled}
        aria-invalid={frame.invalid || undefined}
        aria-describedby={frame.describedBy}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className="min-w-0">{label}</span>
    </label>
  );
}
