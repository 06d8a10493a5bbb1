"use client";
import { Select } from "@/components/ui/field";
import { equalJson } from "@/lib/domain/json";
import { ChoiceCards } from "./choice-cards";
import { type ControlProps, framed } from "./control-props";
import { useFrame } from "./form-context";
import { CARDS_MAX, type Choice } from "./schema-facts";

const UNSET = { value: undefined, label: "Not set", description: null } as const;

/** One of several values: cards for few, a menu for more. Where the schema has no default, "Not set" is one of them. */
export function ChoiceControl({
  schema,
  choices,
  value,
  disabled,
  onChange,
}: ControlProps & { choices: readonly Choice[] }) {
  const frame = useFrame();
  const optional = schema.default === undefined && !frame.required;
  if (choices.length <= CARDS_MAX)
    return (
      <ChoiceCards
        choices={optional ? [...choices, UNSET] : choices}
        value={value}
        disabled={disabled}
        onChange={onChange}
      />
    );
  const chosen = choices.findIndex((choice) => equalJson(choice.value, value));
  const stray = value !== undefined && chosen === -1;
  return (
    <Select
      {...framed(frame)}
      value={stray ? "stray" : String(chosen)}
      disabled={disabled}
      onChange={(event) => {
        onChange(choices[Number(event.target.value)]?.value);
      }}
    >
      {/* A hand-edited file may hold a value that is no choice: it is shown as it is until another is chosen. */}
      {stray && <option value="stray">{JSON.stringify(value)}</option>}
      {(optional || chosen === -1) && <option value="-1">{optional ? "Not set" : "Choose one"}</option>}
      {choices.map((choice, index) => (
        <option key={choice.label} value={String(index)}>
          {choice.description === null ? choice.label : `${choice.label} · ${choice.description}`}
        </option>
      ))}
    </Select>
  );
}
