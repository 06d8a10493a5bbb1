"use client";
import type { FieldProps } from "@rjsf/utils";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/field";
import { equalJson, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { formValues } from "@/lib/schema/values";
import { framed } from "./control-props";
import { FieldFrame } from "./field-frame";
import { useFrame, useSession } from "./form-context";
import { sayValue, textOf } from "./schema-facts";
import { schemaOfValues } from "./stated";

const WAY_OUT = "To have another one, request a new one.";

/** What a field is for and that it is fixed, which a description may have said already. */
function lockedHelp(said: string | null): string {
  if (said === null) return `It can’t be changed any more: it is fixed when this is created. ${WAY_OUT}`;
  const isSaid = /can[’']t (be )?change|cannot (be )?change|fixed (after|when|at) creat|immutable/i.test(said);
  return isSaid ? `${said} ${WAY_OUT}` : `${said} It can’t be changed any more. ${WAY_OUT}`;
}

/**
 * A field that is fixed after creation: its value can be read and copied, and is sent as it is. Where something else got
 * in (from an older request or from YAML), what main has can be put back.
 */
export function LockedField(props: FieldProps) {
  const { model } = useSession();
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const value = props.formData as JsonValue | undefined; // any JSON: a hand-edited file may hold what the schema refuses
  const { path } = props.fieldPathId;
  const pointer = pointerOf(path);
  const label = textOf(schema, "title") ?? props.title ?? props.name;
  const said = textOf(schema, "description");
  const before = useMemo(
    () => valueAt(formValues(schemaOfValues(model), model.before?.values ?? {}), pointer),
    [model, pointer],
  );
  return (
    <FieldFrame pointer={pointer} label={label} help={lockedHelp(said)} required={false} shape="single">
      <LockedValue value={value} />
      {!equalJson(value, before) && (
        <div>
          <Button
            variant="quiet"
            onClick={() => {
              props.onChange(before, path);
            }}
          >
            Put back what main has
          </Button>
        </div>
      )}
    </FieldFrame>
  );
}

function LockedValue({ value }: { value: JsonValue | undefined }) {
  const frame = useFrame();
  const isPlain = value === undefined || value === null || typeof value !== "object";
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (isPlain) return;
    let gone = false;
    void import("./yaml-text").then(({ writeYaml }) => {
      if (!gone) setText(writeYaml(value).trimEnd());
    });
    return () => {
      gone = true;
    };
  }, [value, isPlain]);
  if (isPlain)
    return (
      <Input
        {...framed(frame)}
        type="text"
        readOnly
        value={value === undefined || value === null ? "" : sayValue(value)}
      />
    );
  return (
    <Textarea
      {...framed(frame)}
      readOnly
      rows={Math.min(12, (text ?? "").split("\n").length)}
      className="font-mono text-sm whitespace-pre"
      value={text ?? ""}
    />
  );
}
