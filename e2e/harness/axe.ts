import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;

/** The rules that look at colours: another scheme changes those and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds on the page as it is: one line for each place. */
export async function findings(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  // The size of targets belongs to WCAG 2.2 AA, but axe asks for it by name.
  if (rules === "all") builder.options({ runOnly: TAGS, rules: { "target-size": { enabled: true } } });
  else builder.withRules(COLOURS);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
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
