"use client";
import type { IChangeEvent } from "@rjsf/core/lib/components/Form.js";
import Form from "@rjsf/core/lib/components/Form.js";
import type { ValidatorType } from "@rjsf/utils";
import { memo, useCallback, useMemo, useRef, useState } from "react";
import { equalJson, type JsonObject } from "@/lib/domain/json";
import { formValues } from "@/lib/schema/values";
import { clean } from "./clean";
import { coded, plain } from "./coded-names";
import { useSession } from "./form-context";
import { withoutHollow } from "./groups";
import { plainValidator } from "./plain-field";
import { FIELDS, NO_DEFAULTS, TEMPLATES, WIDGETS } from "./rjsf-parts";
import { fileValues, hasNewObject, schemaOfValues, withNewDefaults } from "./stated";
import { uiSchemaOf } from "./ui-schema";

/** The fields, drawn by rjsf from the schema. Judging is not its business here, so a keystroke stays cheap. */
export const Fields = memo(function Fields({ start, validator }: { start: JsonObject; validator: ValidatorType }) {
  const { model, store } = useSession();
  const { schema } = model.form;
  const usual = useMemo(() => schemaOfValues(model), [model]);
  const uiSchema = useMemo(() => uiSchemaOf(model), [model]);
  const asked = useMemo(() => plainValidator(validator, schema), [validator, schema]);
  // rjsf holds the data itself; it is only given new data when there is something that it could not know.
  const [given, setGiven] = useState(start);
  const last = useRef(start);
  const file = useMemo(() => fileValues(model), [model]);
  const change = useCallback(
    ({ formData }: IChangeEvent) => {
      const before = last.current;
      const data = withoutHollow(usual, before, plain.value(clean(formData)), file);
      const next = hasNewObject(before, data) ? withNewDefaults(before, data, formValues(usual, data)) : data;
      last.current = next;
      if (!equalJson(next, data)) setGiven(next);
      store.change(next);
    },
    [usual, store, file],
  );
  return (
    <Form
      // Its own form element would be a form in a form.
      tagName="div"
      className="grid"
      schema={coded.schema(schema)}
      uiSchema={uiSchema}
      formData={coded.value(given)}
      validator={asked}
      fields={FIELDS}
      templates={TEMPLATES}
      widgets={WIDGETS}
      idPrefix="f"
      idSeparator="/"
      showErrorList={false}
      experimental_defaultFormStateBehavior={NO_DEFAULTS}
      onChange={change}
    >
      {/* A child of any kind: without one rjsf adds a button of its own. */}
      <></>
    </Form>
  );
});
