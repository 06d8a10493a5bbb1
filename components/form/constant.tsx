"use client";
import { createContext, useContext, useEffect } from "react";
import { equalJson, type JsonValue } from "@/lib/domain/json";
import { useFrame } from "./form-context";
import { sayValue } from "./schema-facts";

/** Whether the object around a field is stated, or has to be: in one that nobody asked for nothing is written. */
export const StatedContext = createContext(true);

/** The one value that a required property can have: shown, and written as soon as what it belongs to is there. */
export function Constant({
  constant,
  value,
  onChange,
}: {
  constant: JsonValue;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}) {
  const { id, describedBy } = useFrame();
  const stated = useContext(StatedContext);
  const missing = stated && value === undefined;
  useEffect(() => {
    if (missing) onChange(constant);
  });
  // A hand-edited file may hold another value: it is shown as it is, with what is wrong with it, and can be put right.
  const other = value !== undefined && !equalJson(value, constant);
  return (
    <output id={id} tabIndex={-1} aria-describedby={describedBy} className="control">
      {sayValue(other ? value : constant)}
      {other && (
        <button type="button" className="link ml-3" onClick={() => onChange(constant)}>
          Use {sayValue(constant)}
        </button>
      )}
    </output>
  );
}
