"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type RemarkType, sendRemark } from "@/components/requests/send-remark";
import { Card, CardHead } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/field";
import type { ReviewQueue } from "@/lib/domain/request-views";
import { adminHref } from "./admin-href";
import { ApproveSeveral } from "./approve-several";
import { decisionText, endOf, outcomeText } from "./decision-text";
import { type Desk, DeskProvider } from "./desk-context";
import { DETAIL_HEADING } from "./detail-heading";
import { QueueItem } from "./queue-item";
import { canJoin, nextToDecide, stepTo } from "./queue-rows";
import { useDeskRows } from "./use-desk-rows";
import { useStoredSwitch } from "./use-stored-switch";

/**
 * The queue and the request that is selected from it, on one page. The selection lives in the address; what was decided here
 * stays visible as done, the next request is selected, gets the focus and is announced.
 */
export function ReviewDesk({
  queue,
  now,
  children,
  attention,
}: {
  queue: Pick<ReviewQueue, "rows" | "ended" | "q" | "flag"> & { selected: number | null };
  now: string;
  /** The selected request. */
  children: ReactNode;
  /** What is on fire, below the queue. */
  attention: ReactNode;
}) {
  const { rows, ended, q, flag, selected } = queue;
  const router = useRouter();
  const [shown, noteOutcome] = useDeskRows(rows, ended, `${q} ${flag ?? ""}`, now);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [notes, setNotes] = useState<ReadonlyMap<number, string>>(new Map());
  const [said, setSaid] = useState("");
  const [letters, setLetters] = useStoredSwitch("review-keys");
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const focusDetail = useRef(false);

  const hrefOf = (number: number | null) => adminHref({ selected: number, q, flag });
  const joinable = shown.filter((row) => canJoin(row) && chosen.has(row.row.number)).map(({ row }) => row);

  // After a decision the next request arrives from the server; only then is there a heading to focus.
  useEffect(() => {
    if (!focusDetail.current) return;
    focusDetail.current = false;
    document.getElementById(DETAIL_HEADING)?.focus();
  }, [selected]);

  const decided = (number: number, type: RemarkType) => {
    if (type === "comment") {
      setSaid(decisionText(number, type));
      router.refresh();
      return;
    }
    noteOutcome(number, { text: outcomeText(type), state: endOf(type) });
    const next = nextToDecide(shown, number);
    const row = shown.find((candidate) => candidate.row.number === next)?.row;
    setSaid(
      `${decisionText(number, type)} ${row === undefined ? "Nothing else waits for you here." : `Next: request ${row.number}, ${row.title}.`}`,
    );
    focusDetail.current = next !== null;
    router.push(hrefOf(next ?? number), { scroll: false });
    router.refresh(); // the count in the bar
  };
  const desk: Desk = { decided, refresh: () => router.refresh() };

  const approveChosen = async (type: "approve" | "merge") => {
    const failed = new Map<number, string>();
    let done = 0;
    // One after the other: each merge moves main, and each request is judged against main as it is then.
    const rowsToDo = type === "merge" ? joinable : joinable.filter(({ state }) => state !== "approved");
    for (const row of rowsToDo) {
      const answer = await sendRemark(row.number, { type, head: row.head, text: "" });
      if (answer.ok) {
        done++;
        noteOutcome(row.number, { text: outcomeText(type), state: endOf(type) });
      } else failed.set(row.number, [answer.message, ...answer.problems.map(({ message }) => message)].join(" "));
    }
    setNotes(failed);
    setChosen(new Set(failed.keys()));
    setSaid(
      `${done} of ${rowsToDo.length} requests ${type === "merge" ? "approved and merged" : "approved"}.${failed.size > 0 ? " The others say why not." : ""}`,
    );
    router.refresh();
  };

  return (
    <DeskProvider value={desk}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(20rem,24rem)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <Card aria-labelledby="queue-heading" className="lg:col-start-1">
          <CardHead id="queue-heading" title="Queue">
            oldest first
          </CardHead>
          {shown.length === 0 && <p className="px-4 py-4 text-muted">No open request.</p>}
          <ol
            aria-label="Requests"
            className="lg:max-h-[calc(100dvh-21rem)] lg:min-h-40 lg:overflow-y-auto empty:hidden"
          >
            {shown.map((row, place) => (
              <QueueItem
                key={row.row.number}
                shown={row}
                now={now}
                href={hrefOf(row.row.number)}
                selected={row.row.number === selected}
                chosen={chosen.has(row.row.number)}
                note={notes.get(row.row.number) ?? ""}
                ref={(link) => {
                  links.current[place] = link;
                }}
                onSelect={() => {
                  const heading = document.getElementById(DETAIL_HEADING);
                  // On a phone the request stands below the queue, where nobody would see that it changed.
                  if (heading === null || heading.getBoundingClientRect().top < window.innerHeight) return;
                  if (row.row.number === selected) heading.focus();
                  else focusDetail.current = true;
                }}
                onChoose={(on) => setChosen((before) => toggled(before, row.row.number, on))}
                onKeyDown={(event) => {
                  if (event.ctrlKey || event.metaKey || event.altKey) return;
                  if (letters && event.key === "x" && canJoin(row)) {
                    setChosen((before) => toggled(before, row.row.number, !before.has(row.row.number)));
                    return;
                  }
                  const to = stepTo(event.key, place, shown.length, letters);
                  if (to === null) return;
                  event.preventDefault();
                  links.current[to]?.focus();
                }}
              />
            ))}
          </ol>
          <div className="grid gap-3 border-t border-line px-4 py-3">
            <ApproveSeveral
              chosen={joinable.length}
              unapproved={joinable.filter(({ state }) => state !== "approved").length}
              possible={shown.filter(canJoin).length}
              onAll={() => setChosen(new Set(shown.filter(canJoin).map(({ row }) => row.number)))}
              onApprove={approveChosen}
            />
            <Checkbox
              className="text-sm text-muted"
              checked={letters}
              onChange={(event) => setLetters(event.target.checked)}
            >
              Keys in this list: <kbd>j</kbd> and <kbd>k</kbd> move, <kbd>x</kbd> chooses. The arrows always move.
            </Checkbox>
          </div>
        </Card>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">{children}</div>
        <div className="min-w-0 lg:col-start-1">{attention}</div>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </DeskProvider>
  );
}

function toggled(before: ReadonlySet<number>, number: number, on: boolean): Set<number> {
  const after = new Set(before);
  if (on) after.add(number);
  else after.delete(number);
  return after;
}
