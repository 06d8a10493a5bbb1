"use client";
import type { FieldProps } from "@rjsf/utils";
import { Input, Select } from "@/components/ui/field";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { framed } from "./control-props";
import { FieldFrame } from "./field-frame";
import { useFrame, useSession } from "./form-context";
import { useNameCheck } from "./name-check";
import { textOf } from "./schema-facts";

function Fixed({ value }: { value: string }) {
  const frame = useFrame();
  return <Input id={frame.id} value={value} readOnly aria-describedby={frame.describedBy} />;
}

/** The name: free to choose for a new one, checked while it is typed; fixed from then on. */
export function NameField(props: FieldProps) {
  const { model, store } = useSession();
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const value = typeof props.formData === "string" ? props.formData : "";
  const check = useNameCheck();
  const fixed = model.target !== null;
  const said = textOf(schema, "description");
  const help = fixed ? "The name can't change: it is part of every name in the cluster." : (check ?? said ?? "");
  return (
    <FieldFrame
      pointer={pointerOf(props.fieldPathId.path)}
      label={textOf(schema, "title") ?? "Name"}
      help={<span aria-live="polite">{help}</span>}
      required={!fixed}
      shape="single"
    >
      {fixed ? (
        <Fixed value={value} />
      ) : (
        <NameInput
          value={value}
          onChange={(next) => {
            store.note(pointerOf(props.fieldPathId.path), null);
            props.onChange(next, props.fieldPathId.path);
          }}
        />
      )}
    </FieldFrame>
  );
}

function NameInput({ value, onChange }: { value: string; onChange: (value: JsonValue | undefined) => void }) {
  const frame = useFrame();
  return (
    <Input
      {...framed(frame)}
      type="text"
      value={value}
      required
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.target.value === "" ? undefined : event.target.value);
      }}
    />
  );
}

/** The tenant: one of the person's own, with their role in it; fixed once something is in it. */
export function TenantField(props: FieldProps) {
  const { model } = useSession();
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const value = typeof props.formData === "string" ? props.formData : "";
  const fixed = model.target !== null;
  const chosen = model.tenants.find(({ name }) => name === value);
  const help = fixed
    ? "The tenant can't change. To move it, request a new one there and delete this one."
    : chosen
      ? `Your role in ${chosen.name} is ${chosen.role}.`
      : model.tenants.length === 0
        ? "You have no tenant yet that you may add to. Request one first, or ask an owner of one."
        : (textOf(schema, "description") ?? "");
  return (
    <FieldFrame
      pointer={pointerOf(props.fieldPathId.path)}
      label={textOf(schema, "title") ?? "Tenant"}
      help={help}
      required={!fixed}
      shape="single"
    >
      {fixed ? (
        <Fixed value={value} />
      ) : (
        <TenantSelect
          value={value}
          onChange={(next) => {
            props.onChange(next, props.fieldPathId.path);
          }}
        />
      )}
    </FieldFrame>
  );
}

function TenantSelect({ value, onChange }: { value: string; onChange: (value: JsonValue | undefined) => void }) {
  const { model } = useSession();
  const frame = useFrame();
  const stray = value !== "" && !model.tenants.some(({ name }) => name === value);
  return (
    <Select
      {...framed(frame)}
      value={value}
      required
      onChange={(event) => {
        onChange(event.target.value === "" ? undefined : event.target.value);
      }}
    >
      {value === "" && <option value="">Choose a tenant</option>}
      {stray && <option value={value}>{value} (not one of yours)</option>}
      {model.tenants.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
