"use client";
import { Checkbox } from "@/components/ui/field";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { FieldFrame } from "./field-frame";
import { fieldId, type Path } from "./pointer";
import { choicesOf, textOf } from "./schema-facts";

/** A list that holds each of a few values at most once: boxes to tick. */
export function ChoiceSet({
  schema,
  label,
  path,
  value,
  disabled,
  onChange,
}: {
  schema: JsonObject;
  label: string;
  path: Path;
  value: readonly JsonValue[];
  disabled: boolean;
  onChange: (value: JsonValue[]) => void;
}) {
  const pointer = pointerOf(path);
  const choices = (isObject(schema.items) && choicesOf(schema.items)) || [];
  // A hand-edited file may hold a value that is no choice; it can be taken out but not put back.
  const stray = value.filter((entry) => !choices.some((choice) => equalJson(choice.value, entry)));
  const all = [
    ...choices,
    ...stray.map((entry) => ({ value: entry, label: JSON.stringify(entry), description: null })),
  ];
  return (
    <FieldFrame pointer={pointer} label={label} help={textOf(schema, "description")} required={false} shape="group">
      {all.map((choice, index) => (
        <Checkbox
          key={choice.label}
          id={index === 0 ? fieldId(pointer) : undefined}
          checked={value.some((entry) => equalJson(entry, choice.value))}
          disabled={disabled}
          onChange={(event) => {
            // In the order of the choices, so that ticking the same boxes always writes the same list.
            const on = (entry: JsonValue) => value.some((held) => equalJson(held, entry));
            const next = all.filter(({ value: entry }) =>
              equalJson(entry, choice.value) ? event.target.checked : on(entry),
            );
            onChange(next.map(({ value: entry }) => entry));
          }}
        >
          {choice.label}
          {choice.description !== null && <span className="block text-sm text-muted">{choice.description}</span>}
        </Checkbox>
      ))}
    </FieldFrame>
  );
}
