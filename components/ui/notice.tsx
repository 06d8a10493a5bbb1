import type { ReactNode, Ref } from "react";
import { cx } from "./cx";
import { TONE_SIGN, type Tone } from "./pill";
import { Sign, type SignName } from "./sign";

const TONES: Record<Tone, string> = {
  ok: "border-ok bg-ok-soft",
  warn: "border-warn bg-warn-soft",
  bad: "border-bad bg-bad-soft",
  idle: "border-line-strong bg-idle-soft",
  accent: "border-accent bg-accent-soft",
};

const INK: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  idle: "text-idle",
  accent: "text-accent",
};

const SIGNS: Record<Tone, SignName> = { ...TONE_SIGN, warn: "alert", bad: "alert", idle: "speech", accent: "speech" };

/**
 * Something the person should know before they go on: what happened, why, what to do.
 * `role="alert"` for what just went wrong, `role="status"` for what just went well, none for what was there on arrival.
 */
export function Notice({
  tone,
  title,
  children,
  role,
  id,
  ref,
}: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  role?: "alert" | "status" | "group";
  id?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div
      ref={ref}
      id={id}
      role={role}
      tabIndex={ref === undefined ? undefined : -1}
      className={cx("grid grid-cols-[auto_minmax(0,1fr)] gap-3 rounded-lg border border-l-4 px-4 py-3", TONES[tone])}
    >
      <span className={cx("mt-0.5", INK[tone])}>
        <Sign name={SIGNS[tone]} size={18} />
      </span>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
