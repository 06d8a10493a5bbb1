"use client";

import { useState } from "react";
import type { QueueRow, ReviewQueue } from "@/lib/domain/request-views";
import { mergeRows, type Outcome, outcomesOf, type ShownRow } from "./queue-rows";

/**
 * The rows on screen: the server's, plus those that left while the page was open. `filters` names the view; another view
 * starts afresh.
 */
export function useDeskRows(
  rows: readonly QueueRow[],
  ended: ReviewQueue["ended"],
  filters: string,
  now: string,
): [ShownRow[], (number: number, outcome: Outcome) => void] {
  const fresh = () => mergeRows([], rows, new Map());
  const [mine, setMine] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const [state, setState] = useState({ rows, filters, shown: fresh() });
  if (state.filters !== filters) setState({ rows, filters, shown: fresh() });
  else if (state.rows !== rows)
    setState({ rows, filters, shown: mergeRows(state.shown, rows, new Map([...outcomesOf(ended, now), ...mine])) });
  const note = (number: number, outcome: Outcome) => setMine((before) => new Map(before).set(number, outcome));
  return [state.shown, note];
}
