import type { APIRequestContext } from "@playwright/test";
import { parse } from "yaml";
import { openAdmin, previewOf, requestNumber, send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { checkRepository, fileOn, openNumbers } from "./harness/releases";
import { apiAs, expect, test } from "./harness/test";
import { bodyOf } from "./harness/work";

// One portal through several lives, in order.
test.describe.configure({ mode: "serial" });
test.use({ tolerated: /ERR_CONNECTION|Failed to fetch/ });

const portal = ownPortal();

/** Milliseconds that one of many at once may wait for its turn. */
const PATIENCE = 150_000;

/** What the form of a new tenant would send; its name is its key. */
function tenantBody(name: string): Record<string, unknown> {
  const owners = [{ kind: "User", name: "dev:requester", role: "admin" }];
  return bodyOf(portal.dataDirectory, {
    key: `key-of-${name}`,
    service: "tenant",
    tenant: name,
    name,
    values: { name, owners },
  });
}

/** Sends them all at once; answers the numbers by name, null where no answer came. */
async function sendAll(
  api: APIRequestContext,
  names: readonly string[],
  answered: () => void = () => undefined,
  together = names.length,
): Promise<Map<string, number | null>> {
  const send = async (name: string): Promise<number | null> => {
    try {
      const answer = await api.post("/api/requests", { data: tenantBody(name), timeout: PATIENCE });
      if (!answer.ok()) return null;
      const { number } = (await answer.json()) as { number: number };
      answered();
      return number;
    } catch {
      // The portal ended before it answered.
      return null;
    }
  };
  const found = new Map<string, number | null>();
  const left = [...names];
  const lane = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) found.set(name, await send(name));
  };
  await Promise.all(Array.from({ length: together }, lane));
  return found;
}

test("on the first start an example greets a newcomer, marked wherever it is shown", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  const marks = page.getByRole("main").getByText("example", { exact: true });
  for (const path of ["/requests", "/tenants", "/tenants/example", "/tenants/example/postgres/orders"]) {
    await page.goto(path);
    await expect(marks.first(), path).toBeVisible();
  }
  await page.goto("/tenants/example");
  await expect(page.getByRole("link", { name: "orders", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "shop", exact: true })).toBeVisible();
  await page.goto("/requests/1");
  await expect(marks.first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Waiting for review");
});

test("requests, comments, the session and drafts are there after a restart", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto("/services/redis/new?tenant=example");
  await page.getByRole("textbox", { name: /^Name/ }).first().fill("cache");
  await expect(previewOf(page)).toContainText("name: cache");
  await send(page);
  const number = await requestNumber(page);
  await page.getByLabel("Comment").fill("It is for the summer sale.");
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(page.getByRole("main").getByRole("blockquote")).toContainText("It is for the summer sale.");
  await page.goto("/services/redis/new?tenant=example");
  await page.getByRole("textbox", { name: /^Name/ }).first().fill("later");
  await expect(page.getByText("Draft saved on this device")).toBeVisible();

  await portal.stop();
  await portal.start();

  await page.reload();
  await expect(page.getByRole("textbox", { name: /^Name/ }).first()).toHaveValue("later");
  await page.goto(`/requests/${number}`);
  await expect(page.getByRole("banner")).toContainText("requester");
  await expect(page.getByRole("main").getByRole("blockquote")).toContainText("It is for the summer sale.");
  await expect(page.getByRole("main")).toContainText("Waiting for review");
});

test("one portal serves pages and route handlers, and 200 submissions at once lose none", async ({ pageAs }) => {
  test.setTimeout(180_000);
  const api = await apiAs(portal.url, "requester");
  const before = openNumbers(portal.dataDirectory).length;
  const names = Array.from({ length: 200 }, (_, place) => `crowd-${place}`);
  const page = await pageAs("platform-admin", portal.url);
  // Pages are read all the while: they and the route handlers are different copies of the same modules.
  const reads = ["/requests", "/admin", "/tenants/example"].map((path) =>
    page.request.get(path, { timeout: PATIENCE }),
  );
  const [numbers, ...pages] = await Promise.all([sendAll(api, names), ...reads]);
  expect(pages.map((answer) => answer.status())).toEqual([200, 200, 200]);
  await api.dispose();
  expect([...numbers].filter(([, number]) => number === null)).toEqual([]);
  expect(new Set(numbers.values()).size).toBe(200);
  expect(openNumbers(portal.dataDirectory)).toHaveLength(before + 200);
  checkRepository(portal.dataDirectory);
  await openAdmin(page, numbers.get("crowd-199") ?? 0);
  expect(portal.log().match(/The portal is open\./g)).toHaveLength(1);
});

test("killed in the middle of 50 submissions it has whole requests or none, and sending again makes exactly 50", async () => {
  test.setTimeout(180_000);
  const api = await apiAs(portal.url, "requester");
  const before = new Set(openNumbers(portal.dataDirectory));
  const names = Array.from({ length: 50 }, (_, place) => `killed-${place}`);
  let answers = 0;
  const killed: Promise<void>[] = [];
  // Not all at once: the portal writes what comes together in one go, and would have answered all of it.
  const kill = () => {
    answers += 1;
    if (answers === 10) killed.push(portal.kill());
  };
  const first = await sendAll(api, names, kill, 8);
  await Promise.all(killed);
  const acknowledged = [...first].filter(([, number]) => number !== null);
  expect(acknowledged.length).toBeGreaterThanOrEqual(10);
  expect(acknowledged.length).toBeLessThan(50);
  await portal.start();

  checkRepository(portal.dataDirectory);
  const again = await sendAll(api, names);
  await api.dispose();
  for (const [name, number] of acknowledged) expect(again.get(name), name).toBe(number);
  const made = openNumbers(portal.dataDirectory).filter((number) => !before.has(number));
  expect(made).toHaveLength(50);
  expect(new Set(again.values())).toEqual(new Set(made));
  for (const [name, number] of again) {
    const text = fileOn(portal.dataDirectory, `${name}/manifest.yaml`, `requests/${number}`);
    expect(parse(text ?? "")).toMatchObject({ kind: "Tenant", spec: { values: { name } } });
  }
});

test("the example goes by one action of a platform admin and does not come back", async ({ pageAs }) => {
  const requester = await pageAs("requester", portal.url);
  await requester.goto("/tenants");
  await expect(requester.getByRole("link", { name: "example", exact: true })).toBeVisible();
  await expect(requester.getByRole("button", { name: "Remove the example" })).toHaveCount(0);

  const admin = await pageAs("platform-admin", portal.url);
  await admin.goto("/tenants");
  await admin.getByRole("button", { name: "Remove the example" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove the example" }).click();
  await expect(admin.getByText("An example is here to look around in")).toHaveCount(0);
  await expect(admin.getByRole("link", { name: "example", exact: true })).toHaveCount(0);

  await portal.stop();
  await portal.start();
  for (const path of ["/tenants/example", "/tenants/example/webapp/shop/edit"])
    expect((await admin.request.get(path)).status(), path).toBe(404);
  // What was said and done stays, as for every request.
  await admin.goto("/requests/1");
  await expect(admin.getByRole("main")).toContainText("The example was removed.");
  await expect(admin.getByRole("main")).toContainText("Withdrawn");
  await admin.goto("/tenants");
  await expect(admin.getByText("An example is here to look around in")).toHaveCount(0);
});
