"use client";
import { createContext, useContext, useState } from "react";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { useFormState, useSession } from "./form-context";
import { comesByItself } from "./groups";
import { fieldId, type Path } from "./pointer";

/** Takes the nearest group's value out; null where it can't be missing, or goes by the button of its list or map. */
export const RemoveContext = createContext<(() => void) | null>(null);

/** True for what lies in a list or a map: it has a remove button there. */
export const EntryContext = createContext(false);

/** The way back out of an optional group that the person, or the file, put something into. */
export function RemoveGroup({
  path,
  title,
  schema,
  onRemoved,
}: {
  path: Path;
  title: string;
  schema: JsonObject;
  /** Its fields are to be drawn anew: some hold text of their own. */
  onRemoved: () => void;
}) {
  const remove = useContext(RemoveContext);
  const { store } = useSession();
  const pointer = pointerOf(path);
  const isThere = useFormState((state) => valueAt(state.values, pointer) !== undefined);
  const [removed, setRemoved] = useState(false);
  if (remove === null) return null;
  const offered = isThere && !comesByItself(schema);
  return (
    <>
      {offered && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button
            aria-describedby={`${fieldId(pointer)}-remove`}
            onClick={() => {
              store.shifted(pointer);
              remove();
              onRemoved();
              setRemoved(true);
              // The button is gone with what it removed; the group itself is the nearest place.
              document.getElementById(fieldId(pointer))?.focus();
            }}
          >
            Remove {title}
          </Button>
          <span id={`${fieldId(pointer)}-remove`} className="text-sm text-muted">
            Takes all of it out of the manifest.
          </span>
        </div>
      )}
      <p role="status" className="sr-only">
        {removed && !isThere && `${title} removed. The manifest says nothing about it.`}
      </p>
    </>
  );
}
