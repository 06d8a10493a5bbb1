import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;

/** The rules that look at colours: another scheme changes those and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds on the page as it is: one line for each place.
 *
 * Axe is run in the page itself and answers with violations only: `@axe-core/playwright` sends the whole of axe to the page
 * each time, opens a second page to collect frames of other origins (there are none here), and has every element that passed
 * described, which took four fifths of the time.
 */
export async function findings(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    resultTypes: ["violations"],
    // The size of targets belongs to WCAG 2.2 AA, but axe asks for it by name.
    ...(rules === "all" ? { runOnly: TAGS, rules: { "target-size": { enabled: true } } } : { runOnly: COLOURS }),
  };
  return page.evaluate(async (chosen) => {
    const { violations } = await axe.run(document, chosen);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary ?? ""}`),
    );
  }, options);
}

/**
 * Expects the open page to have nothing that WCAG 2.2 AA refuses, as far as a machine can tell: light and dark, wide and on a
 * phone. The page isn't loaded again in between, so that an error or an open dialog stays what it is.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      // Without less motion colours would still be on their way from one scheme to the other.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = await findings(page, colorScheme === "light" ? "all" : "colours");
      expect.soft(found, `${what}, ${size}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
