"use client";
import RjsfObjectField from "@rjsf/core/lib/components/fields/ObjectField.js";
import type {
  FieldProps,
  FieldTemplateProps,
  RegistryFieldsType,
  RegistryWidgetsType,
  RJSFSchema,
  TemplatesType,
} from "@rjsf/utils";
import { ADDITIONAL_PROPERTY_FLAG } from "@rjsf/utils";
import { useContext } from "react";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { ArrayField } from "./array-field";
import { ChooserSelect, ChooserTemplate } from "./chooser";
import { StatedContext } from "./constant";
import { useSession } from "./form-context";
import { LockedField } from "./locked-field";
import { MapContext } from "./map-entries";
import { NameField, TenantField } from "./names-fields";
import { ObjectTemplate } from "./object-template";
import { codedProps, plainField } from "./plain-field";
import { isWithin } from "./pointer";
import { EntryContext, RemoveContext } from "./remove-group";
import { ScalarField } from "./scalar-field";
import { mapSchemaOf } from "./schema-facts";
import { SecretField } from "./secret-field";
import { ShapeField } from "./shape-field";
import { withShownDefault } from "./shown-default";
import { fileValues } from "./stated";
import { YamlField } from "./yaml-field";

const CLOSED = new WeakMap<RJSFSchema, RJSFSchema>();

/** The same schema with its named keys alone: rjsf adds the free ones that have a value. One copy each, or rjsf would see a change. */
function closed(schema: RJSFSchema): RJSFSchema {
  const known = CLOSED.get(schema);
  if (known) return known;
  const named = Object.entries(schema.properties ?? {}).filter(
    ([, property]) => typeof property === "boolean" || !(ADDITIONAL_PROPERTY_FLAG in property),
  );
  const copy = { ...schema, properties: Object.fromEntries(named), additionalProperties: false };
  CLOSED.set(schema, copy);
  return copy;
}

/** An object's named keys are rjsf's; its free ones are drawn by our own list of entries. */
function ObjectField(props: FieldProps) {
  const free = mapSchemaOf(props.schema);
  const schema = closed(props.schema);
  const around = useContext(StatedContext);
  const isRoot = props.fieldPathId.path.length === 0;
  const stated = around && (isRoot || props.required === true || props.formData !== undefined);
  const isEntry = useContext(EntryContext);
  // What the person can't see isn't theirs to take out.
  const { model } = useSession();
  const file = fileValues(model);
  const at = pointerOf(props.fieldPathId.path);
  const holdsUnseen = model.unseen.some((unseen) => isWithin(unseen, at) && valueAt(file, unseen) !== undefined);
  const remove = () => {
    props.onChange(undefined, props.fieldPathId.path);
  };
  return (
    <StatedContext value={stated}>
      <MapContext value={free && { outer: props, named: Object.keys(schema.properties ?? {}), inner: free }}>
        <RemoveContext value={isRoot || isEntry || props.required === true || holdsUnseen ? null : remove}>
          <EntryContext value={false}>
            <RjsfObjectField {...codedProps({ ...props, schema, title: props.title ?? props.name })} />
          </EntryContext>
        </RemoveContext>
      </MapContext>
    </StatedContext>
  );
}

/** A field brings its own frame; all that is left to say is whether it is drawn. */
function FieldTemplate({ hidden, children }: FieldTemplateProps) {
  return hidden === true ? null : children;
}

/** A field that isn't this person's to see: its value stays in the form's data, untouched. */
function UnseenField() {
  return null;
}

const Scalar = plainField(withShownDefault(ScalarField));

export const FIELDS: RegistryFieldsType = {
  AnyOfField: ShapeField,
  ArrayField: plainField(withShownDefault(ArrayField)),
  BooleanField: Scalar,
  LockedField: plainField(LockedField),
  NameField,
  NumberField: Scalar,
  ObjectField: plainField(ObjectField),
  OneOfField: ShapeField,
  SecretField: plainField(SecretField),
  StringField: Scalar,
  TenantField,
  UnseenField,
  YamlField: plainField(withShownDefault(YamlField)),
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
