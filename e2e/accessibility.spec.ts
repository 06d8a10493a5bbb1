import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible, findings } from "./harness/axe";
import { heading, openAdmin } from "./harness/job";
import { ownPortal } from "./harness/own";
import { manifestText, pushFiles, tenantText, webappText } from "./harness/releases";
import { ROOT } from "./harness/root";
import { type Account, apiAs, expect, test } from "./harness/test";
import { mergeByApi, sendByApi } from "./harness/work";

// Axe takes its time where others take the processor.
test.describe.configure({ timeout: 180_000 });

const portal = ownPortal();
const TENANT = "axe";

/** A page to look at: its file below app/, who opens which address, and what else has to be done before looking. */
interface Visit {
  route: string;
  as: Account | null;
  path: string;
  /** What of the page is looked at, when it isn't the page as it opens. */
  what?: string;
  before?: (page: Page) => Promise<void>;
}

const visit = (route: string, as: Account | null, path: string, what?: string, before?: Visit["before"]): Visit => ({
  route: `${route}page.tsx`,
  as,
  path,
  ...(what === undefined ? {} : { what }),
  ...(before ? { before } : {}),
});

/** Opens what is folded away and sends the form with what is missing or wrong. */
async function failToSend(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "before this can be sent" })).toBeFocused();
}

async function unfold(page: Page): Promise<void> {
  await expect(page.getByRole("textbox", { name: /^Name/ }).first()).toBeVisible();
  await openAll(page);
}

async function openAll(page: Page): Promise<void> {
  // Unfolding one may bring more of them.
  const folded = page.getByRole("main").locator("details:not([open]) > summary");
  while ((await folded.count()) > 0) await folded.first().click();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

const FORM = "services/[service]/new/";
const REQUEST = "requests/[number]/";
const OF_TENANT = "tenants/[tenant]/";
const INSTANCE = "tenants/[tenant]/[service]/[name]/";

const FORMS = ["tenant", "postgres", "webapp", "redis", "full-stack"].map((service) =>
  visit(FORM, "tenant-owner", `/services/${service}/new`, "everything unfolded", unfold),
);

const VISITS: readonly Visit[] = [
  visit("sign-in/", null, "/sign-in?next=/tenants"),
  visit("", "requester", "/"),
  visit("", "requester", "/?q=nothing", "without a match"),
  visit("services/[service]/", "requester", "/services/postgres"),
  visit("services/[service]/", "requester", "/services/tenant"),
  visit("services/[service]/", "requester", "/services/full-stack", "everything unfolded", openAll),
  visit("requests/", "requester", "/requests"),
  visit(REQUEST, "requester", "/requests/1", "waiting"),
  visit(REQUEST, "requester", "/requests/1", "with its dialog", async (page) => {
    await press(page, "Withdraw");
    await expect(page.getByRole("dialog")).toBeVisible();
  }),
  visit(REQUEST, "tenant-owner", "/requests/2", "merged"),
  visit(`${REQUEST}edit/`, "requester", "/requests/1/edit"),
  visit("tenants/", "platform-admin", "/tenants"),
  visit("tenants/", "platform-admin", "/tenants", "with its dialog", async (page) => {
    await press(page, "Remove the example");
    await expect(page.getByRole("dialog")).toBeVisible();
  }),
  visit(OF_TENANT, "tenant-owner", "/tenants/example"),
  visit(`${OF_TENANT}edit/`, "tenant-owner", "/tenants/example/edit", "everything unfolded", unfold),
  visit(`${OF_TENANT}delete/`, "tenant-owner", "/tenants/example/delete", "which can't be done"),
  visit(INSTANCE, "tenant-owner", "/tenants/example/postgres/orders", "with an open request"),
  visit(INSTANCE, "tenant-owner", `/tenants/${TENANT}/webapp/misfit`, "of a file that doesn't fit"),
  visit(INSTANCE, "tenant-owner", `/tenants/${TENANT}/full-stack/store`, "of a composite with its children"),
  visit(`${INSTANCE}edit/`, "tenant-owner", "/tenants/example/webapp/shop/edit"),
  visit(`${INSTANCE}edit/`, "tenant-owner", `/tenants/${TENANT}/webapp/misfit/edit`, "of a file that doesn't fit"),
  visit(
    `${INSTANCE}edit/`,
    "tenant-owner",
    `/tenants/${TENANT}/webapp/unreadable/edit`,
    "of a file that can't be read",
  ),
  visit(`${INSTANCE}delete/`, "tenant-owner", "/tenants/example/webapp/shop/delete", "refused", async (page) => {
    await press(page, "Send delete request");
    await expect(page.getByRole("textbox")).toBeFocused();
  }),
  visit("admin/", "platform-admin", "/admin"),
  visit("admin/", "platform-admin", "/admin?request=1", "with a decision that lacks words", async (page) => {
    await openAdmin(page, 1);
    await press(page, "Ask for changes");
    await expect(page.getByLabel("Your words")).toBeFocused();
  }),
  visit("admin/", "requester", "/admin", "403"),
  visit("admin/instances/", "platform-admin", "/admin/instances", "with one that is broken"),
  visit("admin/instances/", "platform-admin", "/admin/instances?q=nothing-is-called-that", "without a match"),
  visit("admin/health/", "platform-admin", "/admin/health"),
  visit("requests/", "requester", "/nowhere", "404"),
];

/** With an item of every kind of list in it, wrong in every way that the form shows. */
const FAILED: readonly Visit[] = FORMS.map((one) => ({
  ...one,
  what: "everything unfolded, after a failed send",
  before: async (page) => {
    await unfold(page);
    for (const add of await page.getByRole("button", { name: /^Add / }).all()) await add.click();
    for (const number of await page.getByRole("main").getByRole("spinbutton").all()) await number.fill("-1");
    await failToSend(page);
    await unfold(page);
  },
}));

test.beforeAll(async () => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:tenant-owner": "admin" }),
    [`${TENANT}/webapp/misfit/manifest.yaml`]: `${webappText(TENANT, "misfit")}    replicas: 99\n    flavour: spicy\n`,
    [`${TENANT}/full-stack/store/manifest.yaml`]: manifestText("FullStack", TENANT, "store", [
      `tenant: ${TENANT}`,
      "name: store",
      "web: { image: 'nginxinc/nginx-unprivileged:1.29' }",
    ]),
    [`${TENANT}/webapp/unreadable/manifest.yaml`]: "kind: Webapp\n  spec: [\n",
  });
  const [owner, admin] = await Promise.all([apiAs(portal.url, "tenant-owner"), apiAs(portal.url, "platform-admin")]);
  const values = { tenant: TENANT, name: "cache" };
  const sent = { service: "redis", tenant: TENANT, name: "cache", values };
  const number = await sendByApi(owner, portal.dataDirectory, sent);
  expect(number).toBe(2);
  await mergeByApi(admin, portal.dataDirectory, number);
  await Promise.all([owner.dispose(), admin.dispose()]);
});

test("axe finds what is wrong, or nothing here would mean anything", async ({ page }) => {
  const small = '<button style="width:10px;height:10px;padding:0;border:0">x</button>';
  await page.setContent(
    `<html lang="en"><title>t</title><main><p style="color:#999">pale</p>${small}${small}<img src="x">`,
  );
  const rules = (await findings(page)).map((line) => line.split(" ")[0]);
  expect(rules).toEqual(expect.arrayContaining(["color-contrast", "target-size", "image-alt"]));
  expect((await findings(page, "colours"))[0]).toMatch(/^color-contrast/);
});

test("every page is looked at", () => {
  const files = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).sort();
  expect(pages.length).toBeGreaterThan(10);
  expect([...new Set([...VISITS, ...FORMS].map(({ route }) => route))].sort()).toEqual(pages);
});

for (const { as, path, what, before } of [...VISITS, ...FORMS, ...FAILED]) {
  const name = `${path}${what === undefined ? "" : `, ${what}`}`;
  test(`axe finds nothing at ${name}`, async ({ page: stranger, pageAs }) => {
    const page = as === null ? stranger : await pageAs(as, portal.url);
    await page.goto(`${portal.url}${path}`);
    await expect(heading(page)).toBeVisible();
    await before?.(page);
    await expectAccessible(page, name);
  });
}
