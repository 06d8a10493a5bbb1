"use client";

import Link from "next/link";
import type { KeyboardEvent, Ref } from "react";
import { FlagPills } from "@/components/requests/flag-pills";
import { StatePill } from "@/components/requests/state-pill";
import { cx } from "@/components/ui/cx";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill, Tag } from "@/components/ui/pill";
import { Time } from "@/components/ui/time";
import { canJoin, type ShownRow } from "./queue-rows";

/** One request in the queue: the link selects it, the box takes it into an approval of several. */
export function QueueItem({
  shown,
  href,
  selected,
  chosen,
  note,
  now,
  onSelect,
  onChoose,
  onKeyDown,
  ref,
}: {
  shown: ShownRow;
  href: string;
  selected: boolean;
  chosen: boolean;
  /** What came of approving it together with others; "" before. */
  note: string;
  now: string;
  /** The link was pressed. */
  onSelect: () => void;
  onChoose: (chosen: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  ref: Ref<HTMLAnchorElement>;
}) {
  const { row, done } = shown;
  return (
    <li
      className={cx(
        "relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2 border-b border-line py-3 pr-4 pl-3 last:border-b-0",
        selected ? "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-bg",
      )}
    >
      <span className="relative z-[1] grid size-7 place-items-center">
        {canJoin(shown) && (
          <label className="grid size-7 place-items-center">
            <span className="sr-only">Choose request {row.number} to approve it with others</span>
            <input
              type="checkbox"
              className="mt-0!"
              checked={chosen}
              onChange={(event) => onChoose(event.target.checked)}
              onKeyDown={onKeyDown}
            />
          </label>
        )}
      </span>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
        <p>
          <span className="mr-1.5 text-sm text-muted tabular-nums">#{row.number}</span>
          <Link
            ref={ref}
            href={href}
            scroll={false}
            prefetch={false}
            aria-current={selected ? "true" : undefined}
            onClick={onSelect}
            onKeyDown={onKeyDown}
            className={cx(
              "min-w-0 text-text no-underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-[var(--focus)]",
              done === null ? "font-[550]" : "font-normal text-muted",
            )}
          >
            {row.title}
            <LinkPending />
          </Link>
        </p>
        {row.change !== "" && done === null && <p className="text-sm break-words text-muted">{row.change}</p>}
        <p className="text-sm text-muted">
          {row.mine ? "by you" : `by ${row.by.name}`} · <Time iso={row.openedAt} now={now} />
        </p>
        <p className="flex flex-wrap items-center gap-1.5">
          {done !== null ? (
            <Pill tone={done.state === "merged" ? "ok" : "idle"} sign={done.state === "merged" ? "check" : "minus"}>
              {done.text}
            </Pill>
          ) : (
            <>
              {row.state !== "waiting" && <StatePill state={row.state} />}
              <FlagPills flags={row.flags} />
              {row.problems > 0 && (
                <Pill tone="bad">
                  {row.problems} {row.problems === 1 ? "check fails" : "checks fail"}
                </Pill>
              )}
              {row.flags.length === 0 && row.problems === 0 && row.state === "waiting" && (
                <Pill tone="ok">checks pass</Pill>
              )}
              {row.mine && <Tag>yours: somebody else decides</Tag>}
              {row.example && <Tag>example</Tag>}
            </>
          )}
        </p>
        {note !== "" && <p className="text-sm text-bad">{note}</p>}
      </div>
    </li>
  );
}
