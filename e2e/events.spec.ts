import { get } from "node:http";
import type { Page } from "@playwright/test";
import { heading } from "./harness/job";
import { ownPortal } from "./harness/own";
import { apiAs, expect, test } from "./harness/test";
import { mergeByApi, sendByApi } from "./harness/work";

// One portal, whose streams are counted.
test.describe.configure({ mode: "serial", timeout: 180_000 });
const portal = ownPortal();
const SOON = { timeout: 40_000 };
const main = (page: Page) => page.getByRole("main");

/** Counts a page's own streams from the moment on that it is opened. */
async function countStreams(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const Real = window.EventSource;
    const counted = { opened: 0 };
    Object.assign(window, { countedStreams: counted });
    window.EventSource = class extends Real {
      constructor(url: string | URL) {
        super(url);
        counted.opened += 1;
      }
    };
  });
  return () => page.evaluate(() => (window as unknown as { countedStreams: { opened: number } }).countedStreams.opened); // put there above
}

test("eight tabs of one browser share one stream, stay alive, and all move", async ({ pageAs }) => {
  const first = await pageAs("tenant-owner", portal.url);
  const tabs = [first];
  for (let more = 0; more < 7; more++) tabs.push(await first.context().newPage());
  const counts: (() => Promise<number>)[] = [];
  for (const tab of tabs) {
    counts.push(await countStreams(tab));
    await tab.goto("/tenants/example");
    await expect(heading(tab)).toContainText("example");
  }
  await expect(async () => {
    const opened = await Promise.all(counts.map((count) => count()));
    expect(opened.reduce((sum, one) => sum + one, 0)).toBe(1);
  }).toPass(SOON);

  const requester = await apiAs(portal.url, "requester");
  const admin = await apiAs(portal.url, "platform-admin");
  const values = { tenant: "example", name: "moving" };
  const number = await sendByApi(requester, portal.dataDirectory, {
    service: "redis",
    tenant: "example",
    name: "moving",
    values,
  });
  await mergeByApi(admin, portal.dataDirectory, number);
  for (const tab of tabs) {
    await tab.bringToFront();
    await expect(main(tab)).toContainText("moving", SOON);
  }

  // The tab that has the stream goes, and another takes it over.
  const opened = await Promise.all(counts.map((count) => count()));
  const leader = opened.indexOf(1);
  await tabs[leader]?.close();
  const rest = counts.filter((_count, at) => at !== leader);
  await expect(async () => {
    const now = await Promise.all(rest.map((count) => count()));
    expect(now.reduce((sum, one) => sum + one, 0)).toBe(1);
  }).toPass(SOON);
  await requester.dispose();
  await admin.dispose();
});

test("a stream says nothing to whoever is not signed in, and ends when the portal stops", async () => {
  const api = await apiAs(portal.url, "tenant-owner");
  const { cookies } = await api.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const stream = (headers: Record<string, string>) =>
    new Promise<{ status: number; ended: Promise<void> }>((resolve, reject) => {
      get(`${portal.url}/api/events`, { headers: { accept: "text/event-stream", ...headers } }, (answer) => {
        answer.resume();
        resolve({
          status: answer.statusCode ?? 0,
          ended: new Promise((done) => {
            answer.on("end", done);
            answer.on("close", done);
          }),
        });
      }).on("error", reject);
    });
  expect((await stream({})).status).toBe(401);
  const open = await stream({ cookie });
  expect(open.status).toBe(200);
  const began = Date.now();
  await portal.stop();
  await open.ended;
  // The portal is ended with force after ten seconds; that it went by itself is what this is about.
  expect(Date.now() - began).toBeLessThan(8_000);
  await portal.start();
  await api.dispose();
});
