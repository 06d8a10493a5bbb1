import { heading } from "./harness/job";
import { ownPortal } from "./harness/own";
import { pushFiles, tenantText, webappText } from "./harness/releases";
import { expect, test } from "./harness/test";

const portal = ownPortal();
const TENANT = "failing";

test.beforeAll(() => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:tenant-owner": "admin" }),
    [`${TENANT}/webapp/misfit/manifest.yaml`]: `${webappText(TENANT, "misfit")}    replicas: 99\n`,
  });
});

test("a platform admin sees what fails first, and filters by state, service and tenant in the address", async ({
  pageAs,
}) => {
  const page = await pageAs("platform-admin", portal.url);
  await page.goto("/admin");
  await page.getByRole("link", { name: "All instances" }).click();
  await expect(heading(page)).toHaveText("1 of 3 instances is broken");
  const table = page.getByRole("table", { name: "Instances of all tenants" });
  const names = table.getByRole("rowheader");
  await expect(names.first()).toHaveText("misfit");
  await expect(names).toHaveCount(3);

  await page.getByLabel("State").selectOption("ready");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/instances\?.*state=ready/);
  await expect(names.filter({ hasText: "misfit" })).toHaveCount(0);
  // The example's instances take a while to become ready, and a look at all of them is shared for some seconds.
  await expect(async () => {
    await page.reload();
    await expect(names).toHaveCount(2, { timeout: 1_000 });
  }).toPass({ timeout: 45_000 });

  await page.getByRole("table", { name: "By tenant" }).getByRole("link", { name: TENANT }).click();
  await expect(page).toHaveURL(new RegExp(`tenant=${TENANT}`));
  await expect(names).toHaveText(["misfit"]);
  await page.goBack();
  await expect(page.getByLabel("State")).toHaveValue("ready");
});

test("an instance's page says what it is reached by, and whether the cluster has what Git states", async ({
  pageAs,
}) => {
  const page = await pageAs("tenant-owner", portal.url);
  await page.goto("/tenants/example/postgres/orders");
  const connect = page.getByRole("region", { name: "Connect" });
  await expect(connect).toContainText("orders-postgres-rw.example.svc:5432");
  await expect(connect).toContainText("orders-postgres-app");
  const manifest = page.getByRole("region", { name: "Manifest", exact: true });
  await expect(manifest).toContainText("The cluster has everything as the manifest states it.");

  await page.goto(`/tenants/${TENANT}/webapp/misfit`);
  await expect(manifest).toContainText("so there is nothing to compare");
});
