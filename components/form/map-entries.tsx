"use client";
import type { FieldProps, UiSchema } from "@rjsf/utils";
import { createContext, useContext, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError, FieldLabel, Input } from "@/components/ui/field";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { useSession } from "./form-context";
import { InnerField } from "./inner-field";
import { newValue } from "./new-value";
import { placeIn } from "./plain-field";
import { textOf, typeOf } from "./schema-facts";

/** An object's free keys: the field that they are drawn in, the keys that have fields of their own, and what a free one holds. */
interface FreeKeys {
  outer: FieldProps;
  named: readonly string[];
  inner: JsonObject;
}

/** The free keys to be drawn below an object's named ones; null inside of them again. */
export const MapContext = createContext<FreeKeys | null>(null);

/** Why a key can't be added, or null. */
export function refuseKey(key: string, taken: readonly string[]): string | null {
  if (key === "") return "Enter a name first.";
  if (key === "__proto__") return "This name can't be used. Choose another.";
  return taken.includes(key) ? `${key} is already there. Choose another name.` : null;
}

/** The entries of a map: one field a key, each with its remove button, and a line to add the next. */
export function MapEntries() {
  const free = useContext(MapContext);
  return (
    free && (
      <MapContext value={null}>
        <Entries {...free} />
      </MapContext>
    )
  );
}

function Entries({ outer, named, inner }: FreeKeys) {
  const { fieldPathId, onChange } = outer;
  const { defaults } = useSession();
  const value = (outer.formData ?? {}) as JsonObject; // an object field's data
  const [kept, setKept] = useState<readonly string[]>([]);
  const [draft, setDraft] = useState("");
  const [refused, setRefused] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const id = useId();
  // An entry whose value was emptied stays on screen: it goes by its remove button alone.
  const keys = [...new Set([...Object.keys(value), ...kept])].filter((key) => !named.includes(key));
  // What is taken out of a default comes back with it: in the cluster, and when the form is opened again.
  const usual = [outer.schema.default, valueAt(defaults, pointerOf(fieldPathId.path))];
  const isUsual = (key: string) => usual.some((entries) => isObject(entries) && Object.hasOwn(entries, key));
  const thing = textOf(inner, "title")?.toLowerCase() ?? "entry";

  const add = () => {
    const key = draft.trim();
    const why = refuseKey(key, [...named, ...keys]);
    setRefused(why);
    if (why !== null) return;
    onChange({ ...value, [key]: newValue(inner) }, fieldPathId.path);
    setKept([...kept, key]);
    setDraft("");
    setSaid(`${key} added.`);
  };
  const remove = (key: string) => {
    onChange(Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)), fieldPathId.path);
    setKept(kept.filter((name) => name !== key));
    setSaid(`${key} removed.`);
    document.getElementById(id)?.focus();
  };

  return (
    <div className="grid gap-4">
      {keys.map((key) => (
        <div key={key} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
          <InnerField
            outer={outer}
            name={key}
            title={key}
            // An entry is called by its key: what all entries are called would say nothing.
            schema={{ ...inner, title: key }}
            uiSchema={(outer.uiSchema?.additionalProperties ?? {}) as UiSchema} // see ui-schema.ts
            value={value[key]}
            fieldPathId={placeIn(fieldPathId, key)}
            required={false}
            whenEmptied={typeOf(inner) === "string" ? "" : undefined}
          />
          {isUsual(key) ? (
            <p className="mt-7 max-w-40 text-sm text-muted">Part of the default: it can be changed, not removed.</p>
          ) : (
            <Button
              className="mt-7"
              aria-label={`Remove ${key}`}
              onClick={() => {
                remove(key);
              }}
            >
              Remove
            </Button>
          )}
        </div>
      ))}
      <div className="grid gap-1.5">
        <FieldLabel htmlFor={id}>Name of the next {thing}</FieldLabel>
        <div className="flex gap-2">
          <Input
            id={id}
            value={draft}
            autoComplete="off"
            aria-invalid={refused !== null || undefined}
            aria-describedby={refused === null ? undefined : `${id}-error`}
            onChange={(event) => {
              setDraft(event.target.value);
              setRefused(null);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // Enter adds here; it must not send the form.
              event.preventDefault();
              add();
            }}
          />
          <Button onClick={add}>Add</Button>
        </div>
        {refused !== null && <FieldError id={id}>{refused}</FieldError>}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
