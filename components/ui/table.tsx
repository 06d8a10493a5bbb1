import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

/*
 * A table on a desk, stacked cards on a phone: below the breakpoint each row becomes a block and each cell is led by
 * its column's name. The ARIA roles repeat what the elements are, because a browser forgets that when their display changes.
 */

/** A table; `caption` names it for who listens. `columns` are its heads; an empty one is for actions. */
export function Table({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: readonly { text: string; numeric?: boolean; hidden?: boolean }[];
  children: ReactNode;
}) {
  return (
    <table role="table" className="w-full border-collapse max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.text}
              role="columnheader"
              scope="col"
              className={cx(
                "border-b border-line px-4 py-2.5 text-sm font-[550] text-muted",
                column.numeric ? "text-right" : "text-left",
              )}
            >
              {column.hidden ? <span className="sr-only">{column.text}</span> : column.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">{children}</tbody>
    </table>
  );
}

/** One row; `selected` marks the one that is shown beside the table. */
export function Row({ selected = false, className, ...rest }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...rest}
      role="row"
      className={cx(
        "border-b border-line last:border-b-0 max-md:grid max-md:gap-1.5 max-md:px-4 max-md:py-3",
        selected && "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]",
        className,
      )}
    />
  );
}

/**
 * One cell. `label` leads it on a phone (leave it out for what names the row and for actions). `top` is for rows whose
 * cells differ much in height.
 */
export function Cell({
  label,
  numeric = false,
  end = false,
  head = false,
  top = false,
  className,
  children,
  ...rest
}: ComponentProps<"td"> & { label?: string; numeric?: boolean; end?: boolean; head?: boolean; top?: boolean }) {
  const Element = head ? "th" : "td";
  return (
    <Element
      {...rest}
      role={head ? "rowheader" : "cell"}
      scope={head ? "row" : undefined}
      className={cx(
        top ? "align-top" : "align-middle",
        "px-4 py-2.5 font-normal max-md:p-0 max-md:text-left",
        label !== undefined && "max-md:grid max-md:grid-cols-[7.5rem_minmax(0,1fr)] max-md:gap-2",
        numeric ? "text-right tabular-nums" : end ? "text-right" : "text-left",
        className,
      )}
    >
      {label !== undefined && (
        <span className="text-sm leading-[1.7] text-muted md:hidden" aria-hidden="true">
          {label}
        </span>
      )}
      {label === undefined ? children : <span className="min-w-0">{children}</span>}
    </Element>
  );
}
