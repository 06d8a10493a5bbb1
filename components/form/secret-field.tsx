"use client";
import type { FieldProps } from "@rjsf/utils";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { isSpelled, SECRET_SENTENCES, secretPartOf } from "@/lib/schema/secret";
import { framed } from "./control-props";
import { FieldFrame } from "./field-frame";
import { useFrame, useSession } from "./form-context";
import { textOf } from "./schema-facts";

/**
 * The name of a Secret, or of a key in one. What is typed stays in the control until it is left, and goes into the form
 * only if it can be such a name: whoever pastes the secret itself finds it in no draft, no preview and no request.
 */
export function SecretField(props: FieldProps) {
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const value = props.formData as JsonValue | undefined; // any JSON: a hand-edited file may hold what the schema refuses
  const { path } = props.fieldPathId;
  const label = textOf(schema, "title") ?? props.title ?? props.name;
  return (
    <FieldFrame
      pointer={pointerOf(path)}
      label={label}
      help={textOf(schema, "description")}
      required={props.required === true && schema.default === undefined}
      shape="single"
      hideLabel={props.uiSchema?.["ui:label"] === false}
    >
      <SecretControl
        label={label}
        part={secretPartOf(schema) === "key" ? "key" : "name"}
        value={typeof value === "string" ? value : ""}
        usual={schema.default}
        onChange={(next) => {
          props.onChange(next, path);
        }}
      />
    </FieldFrame>
  );
}

function SecretControl({
  label,
  part,
  value,
  usual,
  onChange,
}: {
  label: string;
  part: "name" | "key";
  value: string;
  usual: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}) {
  const { store } = useSession();
  const frame = useFrame();
  const { pointer } = frame;
  // Null while the control shows what the form holds.
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(
    () => () => {
      store.broken(pointer, null);
    },
    [store, pointer],
  );
  const take = () => {
    if (typed === null) {
      // What an earlier visit was told about is gone; left empty, there is nothing to say any more.
      store.broken(pointer, null);
      return;
    }
    if (!isSpelled(part, typed)) {
      const problem = { code: "secret", pointer, label, message: SECRET_SENTENCES[part] };
      // That something was refused is kept, and never what it was.
      store.broken(pointer, { text: "", problem });
      onChange(undefined);
      return;
    }
    store.broken(pointer, null);
    setTyped(null);
    onChange(typed === "" ? usual : typed);
  };
  return (
    <Input
      {...framed(frame)}
      type="text"
      value={typed ?? value}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        // Enter sends the form without leaving the control.
        if (event.key === "Enter") take();
      }}
    />
  );
}
