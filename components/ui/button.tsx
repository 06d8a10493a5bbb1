import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { cx } from "./cx";
import { Spinner } from "./skeleton";

/** `primary` once a page at most; `danger` for what can't be taken back; `quiet` for what stands in a line of text. */
export type ButtonVariant = "plain" | "primary" | "danger" | "quiet";

const BASE =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-md border py-1.5 text-base leading-tight font-[550] text-center no-underline transition-colors duration-100";

const VARIANTS: Record<ButtonVariant, string> = {
  plain: "px-3.5 border-line-strong bg-surface text-text hover:bg-sunken",
  primary: "px-3.5 border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong",
  danger: "px-3.5 border-bad bg-surface text-bad hover:bg-bad-soft",
  quiet: "px-2 border-transparent bg-transparent text-accent hover:bg-accent-soft",
};

/** The classes of a button, for the rare element that is none of the two below. */
export function buttonClass(variant: ButtonVariant = "plain", className?: string): string {
  return cx(BASE, VARIANTS[variant], className);
}

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  /** True while what it started is under way: it keeps its place and its focus, and does nothing when pressed again. */
  busy?: boolean;
  children: ReactNode;
}

/** A button; `type="button"` unless told otherwise, so that none sends a form by accident. */
export function Button({ variant = "plain", busy = false, className, onClick, children, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      {...(onClick !== undefined || busy ? { onClick: press } : {})}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      className={buttonClass(
        variant,
        cx("disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-progress", className),
      )}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. Pages are not fetched before they are wanted. */
export function LinkButton({
  variant = "plain",
  className,
  prefetch = false,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant }) {
  return <Link {...rest} prefetch={prefetch} className={buttonClass(variant, className)} />;
}
