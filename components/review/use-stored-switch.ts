"use client";

import { useSyncExternalStore } from "react";

const CHANGED = "stored-switch";

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

/** A switch that this browser remembers under `key`; on until somebody turns it off (also where nothing can be stored). */
export function useStoredSwitch(key: string): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key) !== "off",
    () => true,
  );
  const set = (next: boolean) => {
    if (next) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, "off");
    window.dispatchEvent(new Event(CHANGED));
  };
  return [on, set];
}
