import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import type { FormStore } from "./form-store";
import { fieldId } from "./pointer";

/** How often a field that is still being unfolded is looked for: once a frame. */
const TRIES = 20;

function focusable(element: HTMLElement): HTMLElement {
  const control = "input:not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)";
  return element.matches(`${control}, [tabindex]`) ? element : (element.querySelector<HTMLElement>(control) ?? element);
}

/** The element of a field, or of the nearest thing around it that is drawn. */
function elementOf(pointer: string): HTMLElement | null {
  const keys = segmentsOf(pointer);
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const element = document.getElementById(fieldId(pointerOf(keys.slice(0, depth))));
    if (element) return element;
  }
  return null;
}

/** Unfolds whatever hides a field, then gives it the focus and brings it into view. */
export function focusField(store: FormStore, pointer: string): void {
  store.reveal(pointer);
  let tries = 0;
  const look = () => {
    tries += 1;
    const exact = document.getElementById(fieldId(pointer));
    const visible = exact !== null && exact.getClientRects().length > 0;
    if (!visible && tries < TRIES) {
      requestAnimationFrame(look);
      return;
    }
    const element = exact ?? elementOf(pointer);
    if (!element) return;
    const control = focusable(element);
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "center" });
  };
  requestAnimationFrame(look);
}
