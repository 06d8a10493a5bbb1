"use client";

import type { Ref } from "react";
import { Checkbox, FieldError } from "@/components/ui/field";
import type { Flag, FlagCode } from "@/lib/domain/flag";

/** The risks of a request, each to be ticked before it can be approved. */
export function FlagList({
  id,
  flags,
  acknowledged,
  error,
  onChange,
  ref,
}: {
  id: string;
  flags: readonly Flag[];
  acknowledged: readonly FlagCode[];
  error: string | null;
  onChange: (acknowledged: FlagCode[]) => void;
  ref: Ref<HTMLFieldSetElement>;
}) {
  return (
    <fieldset
      ref={ref}
      aria-describedby={error === null ? undefined : `${id}-error`}
      className="grid gap-2 rounded-lg border border-warn px-4 pt-1 pb-3"
    >
      <legend className="px-1.5 font-semibold">Look at this before you approve</legend>
      {flags.map(({ code, label, why }) => {
        const ticked = acknowledged.includes(code);
        return (
          <Checkbox
            key={code}
            checked={ticked}
            aria-invalid={(error !== null && !ticked) || undefined}
            onChange={(event) =>
              onChange(event.target.checked ? [...acknowledged, code] : acknowledged.filter((other) => other !== code))
            }
          >
            <b>{label}</b>: {why}
          </Checkbox>
        );
      })}
      {error !== null && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}
