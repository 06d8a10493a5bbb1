import type { Locator, Page } from "@playwright/test";
import { expect } from "../../harness/test";

/** How long the cluster may take for anything. */
export const SOON = { timeout: 150_000 };

/** The card that says where a tenant or an instance is. */
export function where(page: Page): Locator {
  return page.getByRole("region", { name: "Where it is" });
}

/** Opens a page that nobody reloads from then on: `expectAlive` holds that. */
export async function watch(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await page.evaluate(() => Object.assign(window, { watchedFromHere: true }));
  return page;
}

/** Fails when a page was reloaded since it was opened. */
export async function expectAlive(page: Page): Promise<void> {
  expect(await page.evaluate(() => "watchedFromHere" in window), "the page was not reloaded").toBe(true);
}

/** Waits until the page says by itself that it is ready, every hop done. */
export async function expectReady(page: Page, commit = ""): Promise<void> {
  // Only a tab that is seen moves.
  await page.bringToFront();
  // In one look: a page that is ready for the version before says another commit.
  await expect(where(page)).toHaveText(new RegExp(`Merged: done\\.${commit}[^]*Pods: done\\.[^]*Ready for `), SOON);
  await expectAlive(page);
}

/** What a page says of something that does not go on. */
export interface Stop {
  /** The hop's title. */
  hop: "Synced" | "Accepted" | "Release" | "Objects" | "Pods";
  sentence: string | RegExp;
  /** In the machine's own words; null where none says so. */
  quote: string | RegExp | null;
  /** Who says so: "HelmRelease/shop-webapp". */
  said?: string | RegExp;
}

/** Waits until the page names by itself the hop that does not go on, and the deepest cause. */
export async function expectStopped(page: Page, { hop, sentence, quote, said = "" }: Stop): Promise<void> {
  const card = where(page);
  await page.bringToFront();
  await expect(async () => {
    const soon = { timeout: 1_000 };
    await expect(card.getByRole("heading", { level: 2 })).toHaveText(sentence, soon);
    if (quote === null) await expect(card.locator("blockquote")).toHaveCount(0, soon);
    else {
      await expect(card.locator("blockquote")).toContainText(quote, soon);
      await expect(card.locator("figcaption")).toContainText(said, soon);
    }
    await expect(card.getByRole("listitem").filter({ hasText: `${hop}: stopped here.` })).toHaveCount(1, soon);
  }).toPass(SOON);
  await expectAlive(page);
}
