import type { ReactNode } from "react";
import { cx } from "./cx";
import { Sign, type SignName } from "./sign";

/** What a colour means, everywhere. */
export type Tone = "ok" | "warn" | "bad" | "idle" | "accent";

export const TONE_SIGN: Record<Tone, SignName> = {
  ok: "check",
  warn: "clock",
  bad: "cross",
  idle: "dot",
  accent: "arrow",
};

const TONES: Record<Tone, string> = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  idle: "bg-idle-soft text-idle",
  accent: "bg-accent-soft text-accent",
};

/** A state in a word, with its sign. `sign` replaces the tone's own (an alert instead of a clock). */
export function Pill({ tone, sign, children }: { tone: Tone; sign?: SignName; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex max-w-full items-center gap-1.5 rounded-full py-0.5 pr-2.5 pl-2 text-sm font-[550]",
        TONES[tone],
      )}
    >
      <Sign name={sign ?? TONE_SIGN[tone]} size={13} />
      <span className="min-w-0">{children}</span>
    </span>
  );
}

/** A quiet label that says nothing about state: a keyword, a count. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="rounded-full bg-sunken px-2.5 py-px text-xs text-muted">{children}</span>;
}

/** A number that waits for the person, beside a word; `label` says what is counted for who can't see the place. */
export function Count({ value, label }: { value: number; label: string }) {
  if (value === 0) return null;
  return (
    <span className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-xs leading-none font-semibold text-accent-ink tabular-nums">
      <span aria-hidden="true">{value > 99 ? "99+" : value}</span>
      <span className="sr-only">
        , {value} {label}
      </span>
    </span>
  );
}
