"use client";
import RjsfObjectField from "@rjsf/core/lib/components/fields/ObjectField.js";
import type {
  FieldProps,
  FieldTemplateProps,
  RegistryFieldsType,
  RegistryWidgetsType,
  TemplatesType,
} from "@rjsf/utils";
import type { JsonObject } from "@/lib/domain/json";
import { ArrayField } from "./array-field";
import { ChooserSelect, ChooserTemplate } from "./chooser";
import { MapContext } from "./map-entries";
import { NameField, TenantField } from "./names-fields";
import { ObjectTemplate } from "./object-template";
import { ScalarField } from "./scalar-field";
import { mapSchemaOf } from "./schema-facts";
import { YamlField } from "./yaml-field";

const CLOSED = new WeakMap<object, object>();

/** The same schema without free keys, so that rjsf draws the named ones alone. One copy each, or rjsf would see a change. */
function closed<T extends object>(schema: T): T {
  const known = CLOSED.get(schema) ?? { ...schema, additionalProperties: false };
  CLOSED.set(schema, known);
  return known as T; // the schema it was made from, with one keyword more
}

/** An object's named keys are rjsf's; its free ones are drawn by our own list of entries. */
function ObjectField(props: FieldProps) {
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const free = mapSchemaOf(schema) !== null;
  return (
    <MapContext value={free ? props : null}>
      <RjsfObjectField {...props} schema={closed(props.schema)} />
    </MapContext>
  );
}

/** A field brings its own frame; all that is left to say is whether it is drawn. */
function FieldTemplate({ hidden, children }: FieldTemplateProps) {
  return hidden === true ? null : children;
}

export const FIELDS: RegistryFieldsType = {
  ArrayField,
  BooleanField: ScalarField,
  NameField,
  NumberField: ScalarField,
  ObjectField,
  StringField: ScalarField,
  TenantField,
  YamlField,
};

export const TEMPLATES: Partial<TemplatesType> = {
  FieldTemplate,
  MultiSchemaFieldTemplate: ChooserTemplate,
  ObjectFieldTemplate: ObjectTemplate,
};

export const WIDGETS: RegistryWidgetsType = { SelectWidget: ChooserSelect };

/** rjsf fills in nothing by itself: the form's data already holds the defaults, and an emptied field stays empty. */
export const NO_DEFAULTS = {
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
  allOf: "skipDefaults",
  constAsDefaults: "never",
  mergeDefaultsIntoFormData: "useFormDataIfPresent",
} as const;
