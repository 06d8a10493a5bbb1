"use client";
import { useState } from "react";
import { Input } from "@/components/ui/field";
import type { JsonValue } from "@/lib/domain/json";
import { type ControlProps, framed } from "./control-props";
import { useFrame, useSession } from "./form-context";
import { sayValue, typeOf } from "./schema-facts";
import { useReturnToDefault } from "./text-control";

/** What a person typed as a number; the text itself where it is none, so that the schema says so and nothing is lost. */
export function readNumber(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) return trimmed;
  const number = Number(trimmed);
  // A number that JavaScript can't hold exactly would be sent as another one than was typed.
  const exact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return exact ? number : trimmed;
}

/** A number field. It is a text control with a number pad: a native number control hides what it can't read. */
export function NumberControl({ schema, value, disabled, onChange }: ControlProps) {
  const { store } = useSession();
  const frame = useFrame();
  const leave = useReturnToDefault(schema, onChange);
  // "1." and "1.0" are on the way to "1.05": the text stays as it was typed as long as it means the value.
  const [typed, setTyped] = useState("");
  const shown = value === undefined || value === null ? "" : sayValue(value);
  const text = readNumber(typed) === value ? typed : shown;
  return (
    <Input
      {...framed(frame)}
      type="text"
      inputMode={typeOf(schema) === "integer" ? "numeric" : "decimal"}
      autoComplete="off"
      className="tabular-nums sm:max-w-60"
      value={text}
      readOnly={disabled}
      onChange={(event) => {
        store.note(frame.pointer, null);
        setTyped(event.target.value);
        onChange(readNumber(event.target.value));
      }}
      onBlur={() => {
        leave(readNumber(text));
      }}
    />
  );
}
