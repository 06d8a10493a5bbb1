"use client";
import type { ReactNode } from "react";
import { describedBy, FieldError, FieldHelp, FieldLabel } from "@/components/ui/field";
import { keptSentence } from "@/lib/domain/kept-default";
import type { Problem } from "@/lib/domain/problem";
import { afterPress } from "./after-press";
import { FrameProvider, useFormState, useSession } from "./form-context";
import { mayShow } from "./form-store";
import { fieldId } from "./pointer";
import { ProblemLink } from "./problem-link";

/** The problem to show at a field now, or null. */
export function useVisibleProblem(pointer: string): Problem | null {
  return useFormState((state) => {
    const problem = state.byPointer.get(pointer);
    return problem && mayShow(state, pointer) ? problem : null;
  });
}

/** A problem in its own words, with the page that helps. */
function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      {problem.message}
      <ProblemLink problem={problem} />
    </>
  );
}

/** A problem that stands alone, at a list or a group. Nothing while there is none to show. */
export function GroupProblem({ pointer }: { pointer: string }) {
  const problem = useVisibleProblem(pointer);
  return problem && <FieldError id={fieldId(pointer)}>{<ProblemText problem={problem} />}</FieldError>;
}

/**
 * One field: its label, its control, what is wrong with it, its help.
 *
 * `shape` says what the control is: one element that a label names (`single`), several that a legend names (`group`, `choices`
 * for radio buttons), or one that brings its own label (`bare`: a switch).
 */
export function FieldFrame({
  pointer,
  label,
  help,
  required,
  shape,
  hideLabel = false,
  children,
}: {
  pointer: string;
  label: string;
  help: ReactNode;
  required: boolean;
  shape: "single" | "group" | "choices" | "bare";
  /** The label is heard but not seen: an item of a list, whose heading says enough. */
  hideLabel?: boolean;
  children: ReactNode;
}) {
  const { model, store } = useSession();
  const id = fieldId(pointer);
  const problem = useVisibleProblem(pointer);
  const note = useFormState((state) => state.notes.get(pointer) ?? null);
  const kept = model.kept.find((one) => one.pointer === pointer);
  const hasHelp = (help !== null && help !== "") || kept !== undefined;
  const frame = {
    pointer,
    id,
    describedBy:
      [describedBy(id, { error: problem !== null, help: hasHelp }), note !== null && `${id}-note`]
        .filter(Boolean)
        .join(" ") || undefined,
    invalid: problem !== null,
    required,
  };
  const below = (
    <>
      {problem && (
        <FieldError id={id}>
          <ProblemText problem={problem} />
        </FieldError>
      )}
      {hasHelp && (
        <FieldHelp id={id}>
          {help}
          {kept && <span className="block">{keptSentence(kept)}</span>}
        </FieldHelp>
      )}
      <p id={`${id}-note`} role="status" className="text-sm text-muted empty:hidden">
        {note}
      </p>
    </>
  );
  const leave = () => {
    afterPress(() => store.touch(pointer));
  };
  const name = (
    <>
      {label}
      {required && <span className="text-sm font-normal text-muted"> required</span>}
    </>
  );
  if (shape === "group" || shape === "choices")
    return (
      <fieldset
        className="grid min-w-0 gap-1.5"
        role={shape === "choices" ? "radiogroup" : undefined}
        aria-invalid={(shape === "choices" && frame.invalid) || undefined}
        aria-describedby={frame.describedBy}
        onBlur={leave}
      >
        <legend className={hideLabel ? "sr-only" : "mb-1.5 font-[550]"}>{name}</legend>
        <FrameProvider value={frame}>{children}</FrameProvider>
        {below}
      </fieldset>
    );
  return (
    <div className="grid min-w-0 gap-1.5" onBlur={leave}>
      {shape === "single" && hideLabel && (
        <label htmlFor={id} className="sr-only">
          {name}
        </label>
      )}
      {shape === "single" && !hideLabel && (
        <FieldLabel htmlFor={id} required={required}>
          {label}
        </FieldLabel>
      )}
      <FrameProvider value={frame}>{children}</FrameProvider>
      {below}
    </div>
  );
}
