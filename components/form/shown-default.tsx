"use client";
import type { FieldProps } from "@rjsf/utils";
import { type ComponentType, useContext, useEffect, useMemo, useState } from "react";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { StatedContext } from "./constant";
import { useSession } from "./form-context";
import type { Path } from "./pointer";
import { fileValues } from "./stated";

/** True where the form's data holds a default by itself. What only a shape or a condition brings lies outside of that. */
export function isLaidIn(schema: JsonObject, path: Path): boolean {
  let at: JsonValue | undefined = schema;
  for (const key of path) {
    if (!isObject(at)) return false;
    const named: JsonValue | undefined =
      isObject(at.properties) && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined;
    at = named ?? (typeof key === "number" ? at.items : at.additionalProperties);
  }
  return isObject(at) && at.default !== undefined;
}

/** The value with another one at a place within it. */
function withAt(value: JsonValue, [key, ...rest]: Path, next: JsonValue): JsonValue {
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? withAt(item, rest, next) : item));
  return isObject(value) ? { ...value, [key]: withAt(value[key] ?? null, rest, next) } : value;
}

/**
 * A field that shows its default where the form's data holds nothing: in a group that nobody asked for yet, in a shape, in
 * what a condition brings. Shown is not stated: the manifest says it only once it is another one, or where it is required
 * there, because no chart's own defaults can hold what depends on a choice.
 */
export function withShownDefault(Field: ComponentType<FieldProps>): ComponentType<FieldProps> {
  return function FieldWithShownDefault(props: FieldProps) {
    const { model } = useSession();
    const stated = useContext(StatedContext);
    const [emptied, setEmptied] = useState(false);
    const usual = (props.schema as JsonObject).default; // the form was given plain JSON
    const value = props.formData as JsonValue | undefined; // any JSON
    const { path } = props.fieldPathId;
    const where = pointerOf(path);
    const isFree = useMemo(() => !isLaidIn(model.form.schema, path), [model, where]); // eslint-disable-line react-hooks/exhaustive-deps -- `where` says the same as `path`, and stays the same text
    const missing = value === undefined && usual !== undefined && !emptied;
    const must = isFree && props.required === true;
    const { onChange } = props;
    useEffect(() => {
      if (missing && must && stated) onChange(usual, path);
    });
    const change: FieldProps["onChange"] = (next: JsonValue | undefined, at, errors, id) => {
      const inside = at.slice(path.length);
      // What is changed within a default that is only shown becomes a value of its own.
      const whole = missing && inside.length > 0 ? withAt(usual, inside, next ?? null) : next;
      const own = whole !== next ? path : at;
      if (own.length === path.length) setEmptied(whole === undefined);
      const goesAway =
        isFree &&
        !must &&
        own.length === path.length &&
        usual !== undefined &&
        equalJson(whole, usual) &&
        valueAt(fileValues(model), where) === undefined;
      onChange(goesAway ? undefined : whole, own, errors, id);
      if (goesAway) setEmptied(false);
    };
    return <Field {...props} formData={missing ? usual : value} onChange={change} />;
  };
}
