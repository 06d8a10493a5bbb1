"use client";
import RjsfShapeField from "@rjsf/core/lib/components/fields/MultiSchemaField.js";
import type { FieldProps } from "@rjsf/utils";
import { createContext, useRef } from "react";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { clean } from "./clean";

/** From which shape to which a person goes; both are counted from 0. */
interface Pick {
  from: number | undefined;
  to: number;
}

/** Told by the chooser, before rjsf is, that the person picked a shape. */
export const PickContext = createContext<(pick: Pick) => void>(() => undefined);

/** What only one of two values' sides holds: the keys of `next` that `now` has not, or has otherwise. */
function laidIn(next: JsonObject, now: JsonObject): string[] {
  return Object.keys(next).filter(
    (key) => !(Object.hasOwn(now, key) && equalJson(next[key] ?? null, now[key] ?? null)),
  );
}

/**
 * The value when a person goes from one shape to another: what both have stays, what the new one held before comes
 * back, and the defaults that rjsf would lay in are left out, because nobody set them.
 *
 * @param next the value as rjsf makes it
 * @param now the value in the shape that is left
 * @param held the value when the new shape was left, if it ever was
 */
function switched(next: JsonObject, now: JsonObject, held: JsonObject | undefined): JsonObject {
  const fresh = laidIn(next, now);
  const kept = Object.fromEntries(Object.entries(next).filter(([key]) => !fresh.includes(key)));
  return { ...held, ...kept };
}

/** Several shapes to choose from (`oneOf`, `anyOf`), which remembers what was entered into each. */
export function ShapeField(props: FieldProps) {
  const held = useRef(new Map<number, JsonObject>());
  const picked = useRef<Pick | null>(null);
  const change: FieldProps["onChange"] = (next: JsonValue | undefined, path, errors, id) => {
    const pick = picked.current;
    picked.current = null;
    const isPick = pick !== null && id?.endsWith("_select") === true;
    if (!isPick) {
      props.onChange(next, path, errors, id);
      return;
    }
    const now = clean(props.formData);
    if (pick.from !== undefined) held.current.set(pick.from, now);
    const plain = next === undefined || isObject(next);
    props.onChange(plain ? switched(clean(next), now, held.current.get(pick.to)) : next, path, errors, id);
  };
  const note = (pick: Pick) => {
    picked.current = pick;
  };
  return (
    <PickContext value={note}>
      <RjsfShapeField {...props} onChange={change} />
    </PickContext>
  );
}
