"use client";
import { cx } from "@/components/ui/cx";
import { equalJson, type JsonValue } from "@/lib/domain/json";
import { useFrame } from "./form-context";
import type { Choice } from "./schema-facts";

/** Few choices, all of them shown: radio buttons drawn as cards. The first takes the field's id. */
export function ChoiceCards({
  choices,
  value,
  disabled,
  onChange,
}: {
  choices: readonly (Choice | { value: undefined; label: string; description: null })[];
  value: JsonValue | undefined;
  disabled: boolean;
  onChange: (value: JsonValue | undefined) => void;
}) {
  const frame = useFrame();
  return (
    <div
      className={cx("grid gap-2", choices.length === 2 || choices.length === 4 ? "sm:grid-cols-2" : "sm:grid-cols-3")}
    >
      {choices.map((choice, index) => {
        const checked = equalJson(choice.value, value);
        return (
          <label
            key={choice.label}
            className={cx(
              "flex min-h-9 items-start gap-2.5 rounded-md border px-3 py-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-(--focus)",
              checked
                ? "border-accent bg-accent-soft ring-1 ring-accent"
                : frame.invalid
                  ? "border-bad ring-1 ring-bad"
                  : "border-line-strong hover:border-muted",
            )}
          >
            <input
              type="radio"
              id={index === 0 ? frame.id : `${frame.id}-${index}`}
              name={frame.id}
              className="outline-none"
              checked={checked}
              disabled={disabled}
              required={frame.required}
              aria-describedby={choice.description === null ? undefined : `${frame.id}-${index}-means`}
              onChange={() => {
                onChange(choice.value);
              }}
            />
            <span className="grid min-w-0">
              <span className={cx(choice.value !== undefined && "font-semibold")}>{choice.label}</span>
              {choice.description !== null && (
                <span id={`${frame.id}-${index}-means`} className="text-sm text-muted">
                  {choice.description}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
