"use client";
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import { catchUp } from "./catch-up";

const never = () => () => undefined;

/** False in what the server drew, until React has taken the page over: a press before that would go nowhere. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** A ref for what holds controls: what was entered into them before the page was alive counts, see {@link catchUp}. */
export function useCatchUp<T extends HTMLElement>(): RefObject<T | null> {
  const holder = useRef<T>(null);
  useEffect(() => {
    if (holder.current) catchUp(holder.current);
  }, []);
  return holder;
}
