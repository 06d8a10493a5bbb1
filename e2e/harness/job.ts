import { expect, type Locator, type Page } from "@playwright/test";

/** The page's one heading. */
export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

/** The manifest beside the form. */
export function previewOf(page: Page): Locator {
  return page.getByRole("region", { name: "The manifest's text" }).locator("pre");
}

/** Sends the form and waits for the request's page. */
export async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send request" }).click();
  // After a redeploy the old page can't go on by itself, and a whole new one is loaded.
  await expect(page).toHaveURL(/\/requests\/\d+$/, { timeout: 30_000 });
}

/** The number of the request whose page is open. */
export async function requestNumber(page: Page): Promise<number> {
  await page.waitForURL(/\/requests\/\d+$/);
  const number = /\/requests\/(\d+)$/.exec(page.url())?.[1];
  if (!number) throw new Error(`${page.url()} is no request's page.`);
  return Number(number);
}

/** Opens a request in the admin view. */
export async function openAdmin(page: Page, number: number): Promise<void> {
  await page.goto(`/admin?request=${number}`);
  await expect(page.getByRole("heading", { name: new RegExp(`#${number} `) }).first()).toBeVisible();
}

/** Acknowledges every flag, approves and merges, as an admin does who has looked. */
export async function mergeAsAdmin(page: Page, number: number): Promise<void> {
  await openAdmin(page, number);
  const flags = page.getByRole("group", { name: /look at this/i }).getByRole("checkbox");
  for (const flag of await flags.all()) await flag.check();
  const merge = page.getByRole("button", { name: "Approve and merge" });
  await merge.click();
  await expect(
    page
      .getByRole("status")
      .filter({ hasText: `${number}` })
      .first(),
  ).toContainText(/merged/i);
}
