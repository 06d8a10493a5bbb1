import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;

/** What axe finds on the page as it is: one line for each place. */
async function findings(page: Page): Promise<string[]> {
  // The size of targets belongs to WCAG 2.2 AA, but axe asks for it by name.
  const builder = new AxeBuilder({ page }).options({ runOnly: TAGS, rules: { "target-size": { enabled: true } } });
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
      // Without it colours would still be on their way from one scheme to the other.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect.soft(await findings(page), `${what}, ${size}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
