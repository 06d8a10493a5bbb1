"use client";
import type { FieldProps } from "@rjsf/utils";
import { useEffect, useRef, useState } from "react";
import { Textarea } from "@/components/ui/field";
import { equalJson, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import { framed } from "./control-props";
import { FieldFrame } from "./field-frame";
import { useFrame, useSession } from "./form-context";
import { textOf } from "./schema-facts";
import type * as YamlText from "./yaml-text";

type Yaml = typeof YamlText;

/** A value of any shape, as YAML text: for what a schema leaves so open that no control would fit. */
export function YamlField(props: FieldProps) {
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const label = textOf(schema, "title") ?? props.title ?? props.name;
  const said = textOf(schema, "description");
  return (
    <FieldFrame
      pointer={pointerOf(props.fieldPathId.path)}
      label={label}
      help={said === null ? "Written as YAML." : `${said} Written as YAML.`}
      required={props.required === true && schema.default === undefined}
      shape="single"
      hideLabel={props.uiSchema?.["ui:label"] === false}
    >
      <YamlControl
        label={label}
        value={props.formData as JsonValue | undefined} // any JSON
        onChange={(next) => {
          props.onChange(next, props.fieldPathId.path);
        }}
      />
    </FieldFrame>
  );
}

function YamlControl({
  label,
  value,
  onChange,
}: {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}) {
  const { store } = useSession();
  const frame = useFrame();
  const { pointer } = frame;
  const [yaml, setYaml] = useState<Yaml | null>(null);
  const [text, setText] = useState<string | null>(
    () => store.get().unread.get(pointer)?.text ?? (value === undefined ? "" : null),
  );
  // The text that could not be read, with why: it goes where the field goes, when its list is put in another order.
  const unread = useRef(store.get().unread.get(pointer) ?? null);
  // The value that the text stands for: a value that came from elsewhere gets its own text.
  const meant = useRef(value);
  useEffect(() => {
    let gone = false;
    if (unread.current !== null)
      store.broken(pointer, { ...unread.current, problem: { ...unread.current.problem, pointer } });
    void import("./yaml-text").then((loaded) => {
      if (!gone) setYaml(loaded);
    });
    return () => {
      gone = true;
      store.broken(pointer, null);
    };
  }, [store, pointer]);
  useEffect(() => {
    if (yaml === null || (text !== null && equalJson(meant.current, value))) return;
    meant.current = value;
    setText(value === undefined ? "" : yaml.writeYaml(value));
  }, [yaml, value, text]);

  const read = (next: string) => {
    setText(next);
    const result = yaml?.readYaml(next);
    if (result === undefined) return;
    const problem: Problem | null = result.ok
      ? null
      : { code: "not-yaml", pointer, label, message: `This can't be read as YAML: ${result.why}` };
    unread.current = problem && { text: next, problem };
    store.broken(pointer, unread.current);
    if (!result.ok) return;
    meant.current = result.value;
    onChange(result.value);
  };
  const rows = Math.min(16, Math.max(4, (text ?? JSON.stringify(value, null, 2)).split("\n").length + 1));
  return (
    <Textarea
      {...framed(frame)}
      rows={rows}
      className="font-mono text-sm whitespace-pre"
      value={text ?? ""}
      readOnly={yaml === null}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onChange={(event) => {
        read(event.target.value);
      }}
    />
  );
}
