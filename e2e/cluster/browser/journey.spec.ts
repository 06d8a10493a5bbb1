import type { Page } from "@playwright/test";
import { heading, mergeAsAdmin, requestNumber, send } from "../../harness/job";
import { mainOf } from "../../harness/releases";
import { objectsAt, textAt } from "../api/fields";
import { get, list } from "../api/objects";
import {
  applicationNamed,
  instanceOf,
  readyPods,
  refreshApplications,
  releaseOf,
  tenantNamed,
} from "../chain/on-chain";
import { expectAlive, expectReady, SOON, watch, where } from "./pages";
import { expect, type Hands, test } from "./test";
import { world } from "./world";

// The whole way of a tenant through portal, Git, Argo CD, KRO and Flux, in the order in which people go it.
test.describe.configure({ mode: "serial" });

const TENANT = "live";
const WHAT = [
  { service: "webapp", kind: "Webapp", name: "shop" },
  { service: "postgres", kind: "Postgres", name: "orders" },
  { service: "redis", kind: "Redis", name: "cache" },
  { service: "full-stack", kind: "FullStack", name: "store" },
] as const;
const main = (page: Page) => page.getByRole("main");
const pageOf = ({ service, name }: (typeof WHAT)[number]) => `/tenants/${TENANT}/${service}/${name}`;
/** The newest commit of main, as pages show it. */
const newest = () => mainOf(world().data).slice(0, 7);

let owner: Page;
let admin: Page;
test.beforeEach(async ({ pageAs }) => {
  owner = await pageAs("tenant-owner");
  admin = await pageAs("platform-admin");
});

/** Sends what is in the form, and merges it in the admin view. The sender's page stays at the request. */
async function sendAndMerge({ api }: Hands, button = "Send request"): Promise<void> {
  if (button === "Send request") await send(owner);
  else await owner.getByRole("button", { name: button }).click();
  await mergeAsAdmin(admin, await requestNumber(owner));
  await refreshApplications(api);
}

async function requestDeletion(hands: Hands, path: string, name: string): Promise<void> {
  await owner.goto(`${path}/delete`);
  await owner.getByRole("textbox").fill(name);
  await sendAndMerge(hands, "Send delete request");
}

test("a tenant is requested and merged, and the request's page becomes ready by itself", async ({ hands }) => {
  await owner.goto("/services/tenant/new");
  await owner.getByRole("textbox", { name: /^Name/ }).first().fill(TENANT);
  await owner.getByRole("button", { name: "Add owner" }).click();
  const item = owner.getByRole("group", { name: "Owners" });
  await item.getByText("User", { exact: true }).click();
  await item.getByRole("textbox", { name: /^Name/ }).fill("dev:tenant-owner");
  await item.getByText("admin", { exact: true }).click();
  await sendAndMerge(hands);
  await expectReadyRequest(owner);
  await watch(owner, `/tenants/${TENANT}`);
  await expectReady(owner);
});

test("what is requested in it becomes ready by itself, each on its own page", async ({ hands }) => {
  for (const { service, name } of WHAT) {
    await owner.goto(`/services/${service}/new?tenant=${TENANT}`);
    await owner.getByRole("textbox", { name: /^Name/ }).first().fill(name);
    if (service === "webapp" || service === "full-stack")
      await owner
        .getByRole("textbox", { name: /^Image/ })
        .first()
        .fill("nginxinc/nginx-unprivileged:1.29");
    if (service === "redis") {
      await owner.getByText("Advanced: Persistence").click();
      await owner.getByLabel("Keep the volume").check();
    }
    await sendAndMerge(hands);
  }
  const pages = await Promise.all(WHAT.map(async (what) => watch(await owner.context().newPage(), pageOf(what))));
  for (const page of pages) await expectReady(page);
  for (const { kind, name, service } of WHAT) {
    const application = await get(hands.api, applicationNamed(`${TENANT}.${service}.${name}`));
    expect(application?.status, kind).toMatchObject({ sync: { status: "Synced" }, health: { status: "Healthy" } });
  }
  await pages[3]?.screenshot({ path: "test-results/cluster/full-stack-ready.png", fullPage: true });
});

test("an edited value rolls: the page names the new version, and other pods run", async ({ hands }) => {
  const [shop] = WHAT;
  const before = await readyPods(hands.api, TENANT);
  const page = await watch(await owner.context().newPage(), pageOf(shop));
  await expectReady(page);
  await owner.goto(`${pageOf(shop)}/edit`);
  await owner
    .getByRole("textbox", { name: /^Image/ })
    .first()
    .fill("nginxinc/nginx-unprivileged:1.30");
  await sendAndMerge(hands);
  await expectReady(page, newest());
  await expect(main(page).getByRole("region", { name: "Manifest as merged" })).toContainText("unprivileged:1.30");
  const pods = await list(hands.api, { apiVersion: "v1", kind: "Pod" }, { namespace: TENANT });
  const mine = pods.filter(({ metadata }) => metadata.name.startsWith("shop-webapp-"));
  expect(mine.length).toBeGreaterThan(0);
  for (const pod of mine.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
    expect(before).not.toContain(pod.metadata.name);
    expect(objectsAt(pod.spec, "containers").map((one) => textAt(one, "image"))).toEqual([
      "nginxinc/nginx-unprivileged:1.30",
    ]);
  }
});

test("what is deleted is called deleted once it is gone, and a volume that was to be kept is kept", async ({
  hands,
}) => {
  const pages = await Promise.all(WHAT.map(async (what) => watch(await owner.context().newPage(), pageOf(what))));
  for (const what of WHAT) await requestDeletion(hands, pageOf(what), what.name);
  for (const [at, { kind, name, service }] of WHAT.entries()) {
    const page = pages[at];
    if (!page) throw new Error(`There is no page of ${name}.`);
    await page.bringToFront();
    await expect(where(page)).toContainText("Deleted: nothing of it is left in the cluster", SOON);
    await expectAlive(page);
    // As soon as the page says so.
    expect(await get(hands.api, instanceOf(kind, TENANT, name)), name).toBeNull();
    expect(await get(hands.api, releaseOf(TENANT, `${name}-${service}`)), name).toBeNull();
    expect(await get(hands.api, applicationNamed(`${TENANT}.${service}.${name}`)), name).toBeNull();
    const pods = await list(hands.api, { apiVersion: "v1", kind: "Pod" }, { namespace: TENANT });
    expect(pods.map(({ metadata }) => metadata.name).filter((pod) => pod.startsWith(`${name}-`))).toEqual([]);
  }
  const kept = "data-cache-redis-0";
  await expect(where(pages[2] ?? owner)).toContainText(`but PersistentVolumeClaim ${kept}.`);
  const claims = await list(hands.api, { apiVersion: "v1", kind: "PersistentVolumeClaim" }, { namespace: TENANT });
  expect(claims.map(({ metadata }) => metadata.name)).toEqual([kept]);
  await pages[2]?.screenshot({ path: "test-results/cluster/redis-deleted.png", fullPage: true });
});

test("the tenant goes last, and nothing of it is left on its way out", async ({ hands }) => {
  await requestDeletion(hands, `/tenants/${TENANT}`, TENANT);
  await expect(main(owner)).toContainText("Deleted: nothing of it is left in the cluster", SOON);
  expect(await get(hands.api, tenantNamed(TENANT))).toBeNull();
  const namespaces = await list(hands.api, { apiVersion: "v1", kind: "Namespace" });
  expect(namespaces.map(({ metadata }) => metadata.name)).not.toContain(TENANT);
  for (const kind of ["Application", "AppProject"]) {
    const all = await list(hands.api, { apiVersion: "argoproj.io/v1alpha1", kind });
    expect(all.filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([]);
    expect(all.map(({ metadata }) => metadata.name).filter((name) => name.includes(TENANT))).toEqual([]);
  }
});

/** A request's page follows what was merged. */
async function expectReadyRequest(page: Page): Promise<void> {
  await expect(heading(page)).toContainText(TENANT);
  await expect(main(page)).toContainText("Ready for ", SOON);
}
