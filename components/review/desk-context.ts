"use client";

import { createContext, useContext } from "react";
import type { RemarkType } from "@/components/requests/send-remark";

/** What the decision bar tells the desk that it lies on. */
export interface Desk {
  /** A decision was taken: the desk marks the row, moves on to the next request and says so. */
  decided: (number: number, type: RemarkType) => void;
  /** Reads the page again. */
  refresh: () => void;
}

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

/** The desk around a part of the review page. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("A decision bar stands outside of a review desk.");
  return desk;
}
