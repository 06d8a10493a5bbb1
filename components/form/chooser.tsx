"use client";
import type { MultiSchemaFieldTemplateProps, WidgetProps } from "@rjsf/utils";
import { createContext, useContext } from "react";
import { Select } from "@/components/ui/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { ChoiceCards } from "./choice-cards";
import { plain } from "./coded-names";
import { FrameProvider } from "./form-context";
import { CARDS_MAX, sayValue, textOf } from "./schema-facts";
import { PickContext } from "./shape-field";

/** What the shapes of the nearest choice are called. */
const NamesContext = createContext<readonly string[]>([]);

/** True for the shape that was chosen: its title is on the choice already. */
export const OptionContext = createContext(false);

/** Where a schema allows one of several shapes: first which, then that shape's fields. */
export function ChooserTemplate({ schema, selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  const options: readonly unknown[] = schema.oneOf ?? schema.anyOf ?? [];
  const names = options.map((option, index) => shapeName(plain.schema(option as JsonObject), index)); // schemas are plain JSON
  return (
    <div className="grid gap-4">
      <NamesContext value={names}>{selector}</NamesContext>
      <OptionContext value={true}>{optionSchemaField}</OptionContext>
    </div>
  );
}

/** Which of several shapes a value has; drawn like any other choice. rjsf counts the options from 0. */
export function ChooserSelect(props: WidgetProps) {
  const names = useContext(NamesContext);
  const note = useContext(PickContext);
  const options = (props.options.enumOptions ?? []).map(({ label, value }, index) => ({
    value: Number(value),
    label: names[index] ?? label,
    description: null,
  }));
  const chosen = typeof props.value === "number" ? props.value : undefined;
  const pick = (value: JsonValue | undefined) => {
    note({ from: chosen, to: Number(value) });
    // rjsf reads the option's number as text.
    props.onChange(value === undefined ? undefined : sayValue(value));
  };
  const id = props.id;
  // What is said about the whole value leads here.
  const place = id
    .replace(/__(one|any)of_select$/, "")
    .split("/")
    .map(plain.name)
    .join("/");
  const frame = { pointer: id, id, describedBy: undefined, invalid: false, required: false };
  if (options.length <= CARDS_MAX)
    return (
      <fieldset id={place} tabIndex={-1} className="grid min-w-0 gap-1.5">
        <legend className="mb-1.5 font-[550]">{props.label}</legend>
        <FrameProvider value={frame}>
          <ChoiceCards choices={options} value={chosen} disabled={props.disabled === true} onChange={pick} />
        </FrameProvider>
      </fieldset>
    );
  return (
    <div id={place} tabIndex={-1} className="grid gap-1.5">
      <label htmlFor={id} className="font-[550]">
        {props.label}
      </label>
      <Select
        id={id}
        value={chosen ?? ""}
        disabled={props.disabled}
        onChange={(event) => {
          pick(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** Names for the shapes of a chooser that has none of its own: by their title, their one required key, their type. */
function shapeName(option: JsonObject, index: number): string {
  const title = textOf(option, "title");
  if (title !== null) return title;
  const required = Array.isArray(option.required) ? option.required.filter((key) => typeof key === "string") : [];
  if (required.length === 1 && required[0] !== undefined) return `With ${required[0]}`;
  const words: Record<string, string> = {
    string: "Text",
    integer: "Whole number",
    number: "Number",
    boolean: "On or off",
    array: "List",
    object: "Group of settings",
    null: "Nothing",
  };
  return (typeof option.type === "string" ? words[option.type] : undefined) ?? `Option ${index + 1}`;
}
