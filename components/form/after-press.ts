"use client";

let held = false;
const waiting: (() => void)[] = [];

if (typeof window !== "undefined") {
  const release = () => {
    held = false;
    // The click follows the release in the same task.
    setTimeout(() => waiting.splice(0).forEach((act) => act()));
  };
  window.addEventListener("pointerdown", () => (held = true), true);
  window.addEventListener("pointerup", release, true);
  window.addEventListener("pointercancel", release, true);
}

/**
 * Does something now, or when the pointer is released while it is held. Leaving a field by pressing a button would otherwise
 * show the field's error and move the button away before the press became a click.
 */
export function afterPress(act: () => void): void {
  if (held) waiting.push(act);
  else act();
}
