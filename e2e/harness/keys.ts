import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** More stops than any page of the portal has. */
const MOST = 120;

/**
 * Presses Tab until the focus is on `wanted`, and expects every stop on the way to show where the focus is: an outline of at
 * least two pixels, inside the window.
 * @param key "Shift+Tab" goes back.
 */
export async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(wanted).toBeVisible();
  if (await hasFocus(wanted)) return;
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press(key);
    await expectFocusSeen(page);
    if (await hasFocus(wanted)) return;
  }
  throw new Error(`The ${key} key does not lead to ${wanted.toString()}.`);
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

/** Goes to a control with the Tab key and presses it. */
export async function pressAt(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Goes to a field with the Tab key and writes over what it holds. */
export async function typeAt(page: Page, wanted: Locator, text: string): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    // Past the last stop the browser's own bar has the focus.
    if (!element || element === document.body) return null;
    const outlined = [null, "::after"].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });
    // A choice that is drawn as a card shows the focus of the control inside on the card.
    const card = element.closest("label");
    const onCard = card !== null && getComputedStyle(card).outlineStyle !== "none";
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const inside = bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth;
    return { what: element.outerHTML.slice(0, 200), shown: (outlined || onCard) && inside };
  });
  if (seen !== null) expect(seen.shown, `the focus can be seen at ${seen.what}`).toBe(true);
}
