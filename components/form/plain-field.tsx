"use client";
import { type FieldPathId, type FieldProps, ID_KEY, type ValidatorType } from "@rjsf/utils";
import type { ComponentType } from "react";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { coded, plain } from "./coded-names";

type Way = typeof coded;

/** A field's props with every name in them changed one way, and what the field reports changed back. */
function over(props: FieldProps, to: Way, back: Way): FieldProps {
  return {
    ...props,
    name: to.name(props.name),
    schema: to.schema(props.schema), // the form was given plain JSON
    formData: to.value(props.formData as JsonValue | undefined), // a form's data is JSON
    fieldPathId: { ...props.fieldPathId, path: to.path(props.fieldPathId.path) },
    onChange: (next: JsonValue | undefined, path, errors, id) => {
      props.onChange(back.value(next), back.path(path), errors, id);
    },
  };
}

/** A field of ours in rjsf: it sees the names that the chart and the manifest have. */
export function plainField(Field: ComponentType<FieldProps>): ComponentType<FieldProps> {
  return function PlainField(props: FieldProps) {
    return <Field {...over(props, plain, coded)} />;
  };
}

/** What a field of rjsf's is given by one of ours. */
export function codedProps(props: FieldProps): FieldProps {
  return over(props, coded, plain);
}

/** The place of an entry or item within a field of ours. rjsf's own function takes the key "" for no key. */
export function placeIn(outer: FieldPathId, key: string | number): FieldPathId {
  return { path: [...outer.path, key], [ID_KEY]: `${outer[ID_KEY]}/${key}` };
}

/** A validator that was compiled from the plain schema, for rjsf to ask in its own names. */
export function plainValidator(validator: ValidatorType, schema: JsonObject): ValidatorType {
  return {
    isValid: (asked, data: JsonValue | undefined) => validator.isValid(plain.schema(asked), plain.value(data), schema), // schemas are plain JSON
    rawValidation: (asked, data) => validator.rawValidation(asked, data),
    validateFormData: (data, asked) => validator.validateFormData(data, asked),
  };
}
