import type { Page } from "@playwright/test";
import { heading, mergeAsAdmin, previewOf, requestNumber, send } from "./harness/job";
import { pushFiles, webappText } from "./harness/releases";
import { apiAs, expect, portalUrl, test } from "./harness/test";
import { makeTenant, sendByApi } from "./harness/work";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const TENANT = "pocket";
const data = () => process.env.PORTAL_TEST_DATA ?? "";

/** How far the page can be pushed sideways, in pixels. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test.describe("on a phone", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });

  test.beforeAll(async () => {
    const [owner, admin] = await Promise.all([
      apiAs(portalUrl(), "tenant-owner"),
      apiAs(portalUrl(), "platform-admin"),
    ]);
    const owners = { "dev:tenant-owner": "admin", "dev:requester": "edit" };
    await makeTenant(owner, admin, data(), TENANT, owners);
    await Promise.all([owner.dispose(), admin.dispose()]);
  });

  test("the main job is done from the sign-in to the deletion", async ({ pageAs, browser }) => {
    const context = await browser.newContext({ ...PHONE, baseURL: portalUrl() });
    const owner = await context.newPage();
    await owner.goto("/");
    await owner.getByRole("button", { name: "Tenant owner" }).tap();
    await expect(owner).toHaveURL(`${portalUrl()}/`);
    await owner.getByRole("link", { name: "Postgres" }).tap();
    await owner.getByLabel("Tenant").selectOption(TENANT);
    await owner.getByRole("textbox", { name: /^Name/ }).first().fill("orders");
    await owner.getByText("medium", { exact: true }).tap();
    await owner.getByLabel("Instances").fill("9");
    await owner.getByRole("button", { name: "Send request" }).tap();
    const summary = owner.getByRole("alert").filter({ hasText: "before this can be sent" });
    await expect(summary).toBeFocused();
    expect(await sideways(owner)).toBe(0);
    await owner.getByLabel("Instances").fill("3");
    await expect(previewOf(owner)).toContainText("instances: 3");
    await send(owner);
    await expect(heading(owner)).toHaveText(`New Postgres orders in ${TENANT}`);

    const admin = await pageAs("platform-admin", portalUrl(), PHONE);
    await mergeAsAdmin(admin, await requestNumber(owner));
    await expect(owner.getByRole("main")).toContainText("Merged");
    await expect(owner.getByRole("main")).toContainText(/Ready/, { timeout: 30_000 });
    await owner.goto(`/tenants/${TENANT}/postgres/orders`);
    await owner.getByRole("link", { name: "Delete", exact: true }).tap();
    await owner.getByRole("textbox").fill("orders");
    await owner.getByRole("button", { name: "Send delete request" }).tap();
    await expect(owner).toHaveURL(/\/requests\/\d+$/);
    await context.close();
  });

  test("no page is wider than the screen, at 360 and at 320 pixels", async ({ pageAs }) => {
    // A name as long as names get, in every place that shows one.
    const name = `longest-name-${"x".repeat(28)}`;
    const owner = await apiAs(portalUrl(), "tenant-owner");
    const sent = { service: "postgres", tenant: TENANT, name, values: { tenant: TENANT, name, storage: "100Gi" } };
    const number = await sendByApi(owner, data(), sent);
    await owner.dispose();
    // What the cluster says of a file that it refuses holds words that are longer than a phone is wide.
    const misfit = `${TENANT}/webapp/misfit`;
    pushFiles(data(), { [`${misfit}/manifest.yaml`]: `${webappText(TENANT, "misfit")}    flavour: spicy\n` });

    const own = ["/", "/requests", "/tenants", `/tenants/${TENANT}`, `/tenants/${TENANT}/edit`];
    const services = ["tenant", "postgres", "webapp", "redis", "full-stack"].flatMap((service) => [
      `/services/${service}`,
      `/services/${service}/new`,
    ]);
    const instance = ["", "/edit", "/delete"].map((rest) => `/tenants/${TENANT}/postgres/orders${rest}`);
    const broken = [`/tenants/${misfit}`, `/tenants/${misfit}/edit`];
    const request = [`/requests/${number}`, `/requests/${number}/edit`];
    const refused = ["/admin", "/nowhere", "/tenants/nowhere"];
    const page = await pageAs("tenant-owner");
    const admin = await pageAs("platform-admin");
    const visits = [
      ...[...own, `/tenants/${TENANT}/delete`, ...services, ...instance, ...broken, ...request, ...refused].map(
        (path) => [page, path] as const,
      ),
      ...["/admin", `/admin?request=${number}`, "/admin/health", "/admin/instances", "/tenants"].map(
        (path) => [admin, path] as const,
      ),
    ];
    for (const [who, path] of visits) {
      await who.setViewportSize({ width: 360, height: 740 });
      await who.goto(path);
      await expect(heading(who)).toBeVisible();
      // A form is itself once its fields are there.
      if (/\/(new|edit)/.test(path)) await expect(who.getByRole("textbox", { name: /^Name/ }).first()).toBeVisible();
      for (const width of [360, 320]) {
        await who.setViewportSize({ width, height: 740 });
        expect.soft(await sideways(who), `${path} at ${width}`).toBe(0);
      }
    }
  });

  test("a request that is pressed in the queue comes into view, because it stands below all of it", async ({
    pageAs,
  }) => {
    const owner = await apiAs(portalUrl(), "tenant-owner");
    const numbers: number[] = [];
    for (const name of ["first", "second", "third", "fourth"]) {
      const values = { tenant: TENANT, name };
      numbers.push(await sendByApi(owner, data(), { service: "redis", tenant: TENANT, name, values }));
    }
    await owner.dispose();
    const admin = await pageAs("platform-admin", portalUrl(), PHONE);
    await admin.goto(`/admin?q=${TENANT}&request=${numbers[1]}`);
    await admin.getByRole("link", { name: `New Redis first in ${TENANT}` }).tap();
    const shown = admin.getByRole("heading", { name: `#${numbers[0]} New Redis first in ${TENANT}` });
    await expect(shown).toBeFocused();
    await expect(shown).toBeInViewport();
  });
});
