"use client";
import type { FieldProps } from "@rjsf/utils";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { optionSourceOf } from "@/lib/schema/options";
import { ChoiceControl } from "./choice-control";
import { Constant } from "./constant";
import { FieldFrame } from "./field-frame";
import { meaningsOf } from "./meanings";
import { NumberControl } from "./number-control";
import { OptionsControl } from "./options-control";
import { CARDS_MAX, choicesOf, sayValue, textOf, typeOf } from "./schema-facts";
import { isUnsaid, SwitchControl } from "./switch-control";
import { TextControl } from "./text-control";

/** A field's description, and its bounds where the description doesn't end with them. */
export function helpOf(schema: JsonObject): string {
  // What the choices mean is said at each of them.
  const said = meaningsOf(schema)?.rest ?? textOf(schema, "description") ?? "";
  const { minimum, maximum } = schema;
  if (typeof minimum !== "number" || typeof maximum !== "number") return said;
  const bounds = `${minimum} to ${maximum}.`;
  return said.includes(String(minimum)) && said.includes(String(maximum)) ? said : `${said} ${bounds}`.trim();
}

/** A text, a number, a yes-or-no or a choice, in the control that shows it best. */
export function ScalarField(props: FieldProps) {
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const value = props.formData as JsonValue | undefined; // any JSON: a hand-edited file may hold what the schema refuses
  const { path } = props.fieldPathId;
  const label = textOf(schema, "title") ?? props.title ?? props.name;
  const isConstant = schema.const !== undefined;
  // A value that may be left out is a choice between it and nothing.
  const isGiven = isConstant && (props.required === true || schema.default !== undefined);
  const choices =
    schema.const === undefined
      ? choicesOf(schema)
      : [{ value: schema.const, label: sayValue(schema.const), description: null }];
  const onChange = (next: JsonValue | undefined) => {
    props.onChange(next, path);
  };
  const shared = { schema, value, disabled: props.disabled === true || props.readonly === true, onChange };
  const type = typeOf(schema);
  const isSwitch = !isConstant && type === "boolean" && (choices === null || choices.length === 2);
  const cards = isGiven ? false : isSwitch ? isUnsaid(schema) : choices !== null && choices.length <= CARDS_MAX;
  // A field that can't be empty need not be called required: it starts with its default.
  const required = props.required === true && schema.default === undefined && !isConstant;
  return (
    <FieldFrame
      pointer={pointerOf(path)}
      label={label}
      help={helpOf(schema)}
      required={required}
      shape={cards ? "choices" : isSwitch ? "bare" : "single"}
      hideLabel={props.uiSchema?.["ui:label"] === false}
    >
      {isGiven && schema.const !== undefined ? (
        <Constant constant={schema.const} value={value} onChange={onChange} />
      ) : isSwitch ? (
        <SwitchControl {...shared} label={label} />
      ) : choices !== null ? (
        <ChoiceControl {...shared} choices={choices} />
      ) : type === "number" || type === "integer" ? (
        <NumberControl {...shared} />
      ) : optionSourceOf(schema) !== null ? (
        <OptionsControl {...shared} />
      ) : (
        <TextControl {...shared} />
      )}
    </FieldFrame>
  );
}
