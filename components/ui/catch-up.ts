/** Writes a control's value past React's own record of it, as a person's typing does. */
function write(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = control instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Reflect.set(prototype, "value", text, control);
}

/**
 * Tells React what was entered into the controls of a page before it had taken the page over: it keeps such text on screen
 * but knows nothing of it. Call it once, when the controls are alive.
 */
export function catchUp(root: ParentNode): void {
  for (const control of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
      if (control.checked === control.defaultChecked || (control.type === "radio" && !control.checked)) continue;
      control.checked = !control.checked;
      control.click();
    } else if (control.value !== control.defaultValue) {
      const text = control.value;
      control.value = control.defaultValue;
      write(control, text);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  for (const menu of root.querySelectorAll("select")) {
    const [first] = menu.options;
    const drawn = [...menu.options].find((option) => option.defaultSelected) ?? first;
    if (drawn && !drawn.selected) menu.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
