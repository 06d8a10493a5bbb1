"use client";
import { Input, Textarea } from "@/components/ui/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { afterPress } from "./after-press";
import { type ControlProps, framed } from "./control-props";
import { useFrame, useSession } from "./form-context";
import { sayValue } from "./schema-facts";

/** Text longer than a line can say gets more than a line. */
function isLong(schema: JsonObject, value: string): boolean {
  return value.includes("\n") || (typeof schema.maxLength === "number" && schema.maxLength > 300);
}

/**
 * Goes back to the default when a field with one is left empty, and says so: the manifest can't state "nothing" for it.
 * Returns the handler for when the control is left, with what is in it.
 */
export function useReturnToDefault(
  schema: JsonObject,
  onChange: (value: JsonValue | undefined) => void,
): (value: JsonValue | undefined) => void {
  const { store } = useSession();
  const { pointer } = useFrame();
  return (value) => {
    if (value !== undefined || schema.default === undefined || schema.default === null) return;
    onChange(schema.default);
    const said = `Back to its default, ${sayValue(schema.default)}.`;
    if (schema.default !== "") afterPress(() => store.note(pointer, said));
  };
}

/** A text field, with a list of suggestions where it has one. Emptied, its value is undefined: the manifest then says nothing about it. */
export function TextControl({ schema, value, disabled, onChange, list }: ControlProps & { list?: string }) {
  const { store } = useSession();
  const frame = useFrame();
  const leave = useReturnToDefault(schema, onChange);
  const text = value === undefined || value === null ? "" : sayValue(value);
  const shared = {
    ...framed(frame),
    value: text,
    readOnly: disabled,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => {
      store.note(frame.pointer, null);
      onChange(event.target.value === "" ? undefined : event.target.value);
    },
    onBlur: () => {
      leave(text === "" ? undefined : text);
    },
  };
  return isLong(schema, text) ? <Textarea {...shared} rows={4} /> : <Input {...shared} type="text" list={list} />;
}
