import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Sign } from "./sign";

/** The ids by which a control points at its help and its error: `aria-describedby={describedBy(id, …)}`. */
export function describedBy(id: string, has: { help?: boolean; error?: boolean }): string | undefined {
  return cx(has.error && `${id}-error`, has.help && `${id}-help`) || undefined;
}

/** The name of a control. */
export function FieldLabel({
  htmlFor,
  children,
  required,
}: {
  htmlFor: string;
  children: ReactNode;
  required?: boolean;
}) {
  return (
    <label htmlFor={htmlFor} className="font-[550]">
      {children}
      {required && <span className="text-sm font-normal text-muted"> required</span>}
    </label>
  );
}

/** One line under a control that says what it is for. */
export function FieldHelp({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-help`} className="text-sm text-muted">
      {children}
    </p>
  );
}

/** What is wrong at a control, and what was entered. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={`${id}-error`} className="flex gap-1.5 text-sm text-bad">
      <span className="mt-[3px]">
        <Sign name="cross" size={13} />
      </span>
      <span className="min-w-0">{children}</span>
    </div>
  );
}

/** A control with its label, error and help, in that order. Give the control `id` and `describedBy(id, …)`. */
export function Field({
  id,
  label,
  help,
  error,
  required,
  children,
  className,
}: {
  id: string;
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cx("grid gap-1.5", className)}>
      <FieldLabel htmlFor={id} required={required}>
        {label}
      </FieldLabel>
      {children}
      {error !== undefined && error !== null && <FieldError id={id}>{error}</FieldError>}
      {help !== undefined && help !== null && <FieldHelp id={id}>{help}</FieldHelp>}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cx("control", className)} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={cx("control", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={cx("control block min-h-20 resize-y", className)} />;
}

/** A box to tick, with its words; the whole line can be pressed. */
export function Checkbox({ children, className, ...rest }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5", className)}>
      <input type="checkbox" {...rest} />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
