"use client";
import type { FieldPathId, FieldProps, UiSchema } from "@rjsf/utils";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { codedProps } from "./plain-field";
import { EntryContext } from "./remove-group";

/** The field of one value inside a list or a map, drawn by rjsf from that value's schema. */
export function InnerField({
  outer,
  name,
  title,
  schema,
  uiSchema,
  value,
  fieldPathId,
  required,
  whenEmptied,
}: {
  /** The list's or map's own props. */
  outer: FieldProps;
  name: string;
  title: string;
  schema: JsonObject;
  uiSchema: UiSchema;
  value: JsonValue | undefined;
  fieldPathId: FieldPathId;
  required: boolean;
  /** What an emptied value becomes: an item of a list can't be absent. */
  whenEmptied: JsonValue | undefined;
}) {
  const { SchemaField } = outer.registry.fields;
  const change: FieldProps["onChange"] = (next: JsonValue | undefined, path, errors, from) => {
    const emptied = next === undefined && path.length === fieldPathId.path.length;
    outer.onChange(emptied ? whenEmptied : next, path, errors, from);
  };
  return (
    SchemaField && (
      <EntryContext value={true}>
        <SchemaField
          {...codedProps({
            name,
            title,
            schema,
            uiSchema,
            formData: value,
            fieldPathId,
            required,
            registry: outer.registry,
            onChange: change,
            onBlur: outer.onBlur,
            onFocus: outer.onFocus,
          })}
        />
      </EntryContext>
    )
  );
}
