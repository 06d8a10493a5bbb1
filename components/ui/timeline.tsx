import type { ReactNode } from "react";
import { cx } from "./cx";
import type { Tone } from "./pill";
import { Sign, type SignName } from "./sign";

/** `todo` has not happened yet; `now` is what everybody waits for. */
export type StepState = Tone | "todo" | "now";

const DOTS: Record<StepState, string> = {
  ok: "border-ok text-ok bg-surface",
  warn: "border-warn text-warn bg-surface",
  bad: "rounded-[7px]! border-bad bg-bad text-surface",
  idle: "border-line-strong text-muted bg-surface",
  accent: "border-accent text-accent bg-surface",
  now: "border-accent text-accent bg-surface motion-safe:animate-wait",
  todo: "border-dashed border-line-strong text-muted bg-surface",
};

const SIGNS: Record<StepState, SignName> = {
  ok: "check",
  warn: "alert",
  bad: "cross",
  idle: "dot",
  accent: "speech",
  now: "clock",
  todo: "dot",
};

/** What happened and what comes, one below the other. */
export function Timeline({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="px-4 py-4">
      {children}
    </ol>
  );
}

/** One step: what, by whom and when (`meta`), and what was said (`children`). */
export function TimelineItem({
  state,
  sign,
  title,
  meta,
  children,
}: {
  state: StepState;
  sign?: SignName;
  title: ReactNode;
  meta?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li
      aria-current={state === "now" ? "step" : undefined}
      className={cx(
        "relative grid grid-cols-[27px_minmax(0,1fr)] gap-3 pb-4 last:pb-0",
        "before:absolute before:top-[31px] before:bottom-0.5 before:left-[13px] before:w-px before:bg-line last:before:hidden",
      )}
    >
      <span className={cx("grid size-[27px] place-items-center rounded-full border-2", DOTS[state])}>
        <Sign name={sign ?? SIGNS[state]} size={13} />
      </span>
      <div className="grid min-w-0 gap-0.5 pt-0.5">
        <p className={cx(state === "todo" ? "text-muted" : "font-semibold")}>{title}</p>
        {meta !== undefined && <div className="text-sm text-muted">{meta}</div>}
        {children}
      </div>
    </li>
  );
}
