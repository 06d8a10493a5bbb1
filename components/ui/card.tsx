import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

/** A surface with a hairline around it. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cx("min-w-0 rounded-lg border border-line bg-surface", className)} />;
}

/** The line over a card: what is in it, and beside that a word or an action. */
export function CardHead({
  title,
  id,
  level = 2,
  children,
}: {
  title: ReactNode;
  /** For `aria-labelledby` of the card. */
  id?: string;
  level?: 2 | 3;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5">
      <Heading id={id} className="min-w-0 flex-1 basis-32 text-lg font-semibold">
        {title}
      </Heading>
      {children !== undefined && <div className="min-w-0 text-sm break-words text-muted">{children}</div>}
    </div>
  );
}

/** The padded inside of a card. */
export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={cx("px-4 py-4", className)} />;
}
