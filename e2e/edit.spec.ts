import type { Page } from "@playwright/test";
import { heading, previewOf, requestNumber, send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { apiVersion } from "./harness/platform";
import { fileOn, pushFiles, tenantText, webappText } from "./harness/releases";
import { expect, test } from "./harness/test";

// Manifests that people with git have written, as a form meets them. Each test has an instance of its own.
const portal = ownPortal();
const TENANT = "byhand";

const pathOf = (name: string) => `${TENANT}/webapp/${name}/manifest.yaml`;
const pageOf = (name: string) => `/tenants/${TENANT}/webapp/${name}`;
const replicas = (page: Page) => page.getByLabel("Replicas", { exact: true });
const port = (page: Page) => page.getByLabel("Port", { exact: true });

/** The file as the request that the page shows has it. */
async function sentFile(page: Page, name: string): Promise<string | null> {
  return fileOn(portal.dataDirectory, pathOf(name), `requests/${await requestNumber(page)}`);
}

function push(name: string, text: string): void {
  pushFiles(portal.dataDirectory, { [pathOf(name)]: text });
}

const webapp = (name: string, ...more: string[]) =>
  webappText(TENANT, name) + more.map((line) => `    ${line}\n`).join("");

const COMMENTED = `# Asked for by the shop team.
kind: Webapp
apiVersion: "${apiVersion()}"
spec:
  values:
    # Pinned until the audit is over.
    image:   'nginxinc/nginx-unprivileged:1.29'   # ask before you raise it
    replicas: 2 # for now

    ingress: { enabled: true,   host: "shop" }
    name: commented
    tenant: ${TENANT}
metadata: {name: commented, namespace: ${TENANT}}
# The end.
`;

test.beforeAll(() => {
  pushFiles(portal.dataDirectory, {
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:tenant-owner": "admin", "dev:requester": "edit" }),
    [pathOf("commented")]: COMMENTED,
    [pathOf("unknown")]: webapp("unknown", "flavour: spicy # nobody knows", "port: 9000"),
    [pathOf("littered")]: webapp("littered", ...Array.from({ length: 1_200 }, (_, at) => `old-${at}: ${at}`)),
    [pathOf("misfit")]: webapp("misfit", "replicas: 99"),
    [pathOf("unreadable")]: "kind: Webapp\n  spec: [\n",
    [pathOf("stated")]: webapp("stated", "replicas: 4"),
    [pathOf("moving")]: webapp("moving", "replicas: 2"),
    [pathOf("colliding")]: webapp("colliding", "replicas: 2"),
    [pathOf("overtaken")]: webapp("overtaken", "replicas: 2"),
  });
});

test("a change of one field changes its line, and leaves every other byte as it was", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("commented")}/edit`);
  await expect(replicas(page)).toHaveValue("2");
  await replicas(page).fill("4");
  await expect(previewOf(page)).toContainText("replicas: 4 # for now");
  await send(page);
  expect(await sentFile(page, "commented")).toBe(COMMENTED.replace("replicas: 2", "replicas: 4"));
  await expect(page.getByRole("main")).toContainText("+1");
});

test("a key that the schema refuses is named, is not dropped in silence, and goes by one action", async ({
  pageAs,
}) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(pageOf("unknown"));
  await expect(page.getByRole("main")).toContainText("flavour");
  await page.goto(`${pageOf("unknown")}/edit`);
  await expect(page.getByRole("main")).toContainText("The file has a key that this service does not know");
  await replicas(page).fill("3");
  await expect(previewOf(page)).toContainText("flavour: spicy");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "before this can be sent" })).toContainText("flavour");
  await page.getByRole("button", { name: "Remove it as part of this request" }).click();
  await expect(page.getByRole("status").filter({ hasText: "This request takes out" })).toContainText("flavour");
  await send(page);
  expect(await sentFile(page, "unknown")).toBe(webapp("unknown", "port: 9000", "replicas: 3"));
});

test("any number of keys that nobody knows go in one action", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("littered")}/edit`);
  await expect(page.getByText("The file has 1200 keys that this service does not know")).toBeVisible();
  await page.getByRole("button", { name: "Remove them as part of this request" }).click();
  await send(page);
  expect(await sentFile(page, "littered")).toBe(webapp("littered"));
});

test("a file that no longer fits is shown with its errors and can be mended as YAML", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(pageOf("misfit"));
  await expect(page.getByText("The manifest on main does not fit its service’s schema")).toBeVisible();
  await page.getByRole("link", { name: "Mend it in the form" }).click();
  await expect(page.getByText("The file as it stands has 1 thing that this service refuses")).toBeVisible();
  await page.getByRole("button", { name: "Edit as YAML" }).click();
  const text = page.getByRole("textbox", { name: "Manifest as YAML" });
  await expect(text).toHaveValue(webapp("misfit", "replicas: 99"));
  const mended = webapp("misfit", "replicas: 9 # by hand");
  await text.fill(mended);
  await send(page);
  expect(await sentFile(page, "misfit")).toBe(mended);
});

test("a file that can't be read is shown as it is, and what is sent instead is judged", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(pageOf("unreadable"));
  await expect(heading(page)).toContainText("unreadable");
  await page.goto(`${pageOf("unreadable")}/edit`);
  await expect(page.getByText("The file as it stands can’t be read")).toBeVisible();
  const text = page.getByRole("textbox", { name: "Manifest as YAML" });
  await expect(text).toHaveValue("kind: Webapp\n  spec: [\n");
  await text.fill(webapp("unreadable", "replicas: 0"));
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "before this can be sent" })).toContainText("Replicas");
  await text.fill(webapp("unreadable"));
  await send(page);
  expect(await sentFile(page, "unreadable")).toBe(webapp("unreadable"));
});

test("a field put back to its default goes away, unless the file stated it", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("stated")}/edit`);
  await expect(replicas(page)).toHaveValue("4");
  await port(page).fill("9000");
  await expect(previewOf(page)).toContainText("port: 9000");
  await port(page).fill("8080");
  await expect(previewOf(page)).not.toContainText("port");
  await replicas(page).fill("2");
  await expect(previewOf(page)).toContainText("replicas: 2");
  await send(page);
  expect(await sentFile(page, "stated")).toBe(webapp("stated", "replicas: 2"));
});

test("when main moved in another field, both changes are in what is sent", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("moving")}/edit`);
  await replicas(page).fill("5");
  await expect(previewOf(page)).toContainText("replicas: 5");
  push("moving", webapp("moving", "replicas: 2", "port: 9000 # moved"));
  await send(page);
  expect(await sentFile(page, "moving")).toBe(webapp("moving", "replicas: 5", "port: 9000 # moved"));
});

test("when main moved in the same field, the conflict is named and nothing is overwritten", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("colliding")}/edit`);
  await replicas(page).fill("5");
  await expect(previewOf(page)).toContainText("replicas: 5");
  push("colliding", webapp("colliding", "replicas: 7"));
  await page.getByRole("button", { name: "Send request" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "Nothing was overwritten" });
  await expect(refusal).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "before this can be sent" })).toContainText(/Replicas.*7/);
  await expect(replicas(page)).toHaveValue("5");
  expect(fileOn(portal.dataDirectory, pathOf("colliding"))).toBe(webapp("colliding", "replicas: 7"));

  await refusal.getByRole("button", { name: "Reload form, keep my entries" }).click();
  await page.getByRole("button", { name: "Put my changes on top" }).click();
  await expect(page.getByRole("status").filter({ hasText: "was restored" })).toContainText("replicas");
  await expect(replicas(page)).toHaveValue("5");
  await send(page);
  expect(await sentFile(page, "colliding")).toBe(webapp("colliding", "replicas: 5"));
});

test("an open request that main overtook is in conflict until its requester decides", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  await page.goto(`${pageOf("overtaken")}/edit`);
  await replicas(page).fill("5");
  await send(page);
  const request = page.url();
  push("overtaken", webapp("overtaken", "replicas: 7"));
  await expect(page.getByRole("main")).toContainText("In conflict", { timeout: 20_000 });
  const admin = await pageAs("platform-admin", portal.url);
  await admin.goto(`/admin?request=${await requestNumber(page)}`);
  await expect(admin.getByText("It can’t be merged now.")).toBeVisible();
  await expect(admin.getByRole("button", { name: "Approve and merge", exact: true })).toHaveCount(0);

  await page.getByRole("link", { name: "Edit again" }).click();
  await expect(page.getByText("Main and this change have different plans")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Replicas.*7/);
  await replicas(page).fill("6");
  await send(page);
  expect(page.url()).toBe(request);
  await expect(page.getByRole("main")).toContainText("Waiting for review");
  expect(await sentFile(page, "overtaken")).toBe(webapp("overtaken", "replicas: 6"));
});
