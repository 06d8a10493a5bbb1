"use client";
import { type ReactNode, useCallback, useState } from "react";
import { DisclosureSign } from "@/components/ui/disclosure-sign";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { useComputedState, useFormState, useSession } from "./form-context";
import { mayShow } from "./form-store";
import { isWithin } from "./pointer";

/** "7 settings, all at their defaults" / "1 setting, changed" / "7 settings, 2 changed". */
export function settingsText(settings: number, changed: number): string {
  const count = settings === 1 ? "1 setting" : `${settings} settings`;
  if (changed === 0) return settings === 1 ? `${count}, at its default` : `${count}, all at their defaults`;
  return settings === 1 ? `${count}, changed` : `${count}, ${changed} changed`;
}

/**
 * Opens by itself when one of `pointers`, or something inside them, is to be brought into view.
 * Returns whether it is open, whether it ever was, and the setter.
 */
export function useRevealed(pointers: readonly string[], initially = false) {
  const reveal = useFormState((state) => state.reveal);
  const holds = reveal !== null && pointers.some((pointer) => isWithin(reveal.pointer, pointer));
  const [open, setOpen] = useState(initially || holds);
  const [answered, setAnswered] = useState(reveal);
  // A new wish opens it once; after that the person may close it again.
  if (reveal !== answered) {
    setAnswered(reveal);
    if (holds) setOpen(true);
  }
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return { open, opened, setOpen };
}

/** Settings that most people leave alone, folded away, with how many there are and how many are changed. */
export function Section({
  id,
  title,
  pointers,
  counts,
  children,
}: {
  /** What links lead to, where it stands for one group. */
  id?: string | undefined;
  title: string;
  /** The fields inside. */
  pointers: readonly string[];
  counts: { settings: number; changed: number };
  children: ReactNode;
}) {
  const { lazy } = useSession();
  const { open, opened, setOpen } = useRevealed(pointers);
  const wrong = useComputedState(
    (state) => [state.problems, state.touched, state.tried],
    (state) =>
      state.problems.filter(
        ({ pointer }) =>
          pointer !== null && pointers.some((inside) => isWithin(pointer, inside)) && mayShow(state, pointer),
      ).length,
  );
  // Somebody may have opened it before the page was alive.
  const meet = useCallback(
    (element: HTMLDetailsElement | null) => {
      if (element?.open === true) setOpen(true);
    },
    [setOpen],
  );
  return (
    <details
      ref={meet}
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      className="group/section border-t border-line pt-3.5"
      open={open}
      onToggle={(event) => {
        if (event.target === event.currentTarget) setOpen(event.currentTarget.open);
      }}
    >
      <summary className="flex min-h-8 list-none items-center gap-2 font-[550]">
        <DisclosureSign className="group-open/section:rotate-90" />
        <span className="min-w-0">
          {title}
          <span className="font-normal text-muted"> · {settingsText(counts.settings, counts.changed)}</span>
          {wrong > 0 && (
            <span className="font-normal text-bad">
              {" "}
              · {wrong} to change<VisuallyHidden> in here</VisuallyHidden>
            </span>
          )}
        </span>
      </summary>
      {(opened || !lazy) && <div className="grid gap-5 pt-4">{children}</div>}
    </details>
  );
}
