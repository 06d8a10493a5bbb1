import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { FakeApiServer } from "../tests/support/fake-api-server";
import { heading } from "./harness/job";
import { ownPortal } from "./harness/own";
import { leave, newPlace, tryStart } from "./harness/portal";
import { expect, test } from "./harness/test";

// The production build with the client library in it, before an API server that the test stops and starts.
test.describe.configure({ mode: "serial", timeout: 180_000 });
const api = new FakeApiServer();
api.serve(
  { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", resource: "helmreleases" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Application", resource: "applications" },
);
test.beforeAll(() => api.start());
test.afterAll(() => api.close());
const portal = ownPortal(() => ({ CLUSTER: "", KUBECONFIG: api.kubeconfig }));
const SOON = { timeout: 40_000 };
const main = (page: Page) => page.getByRole("main");

test("a portal with a kubeconfig reads that cluster, says when it is away and why, and knows it again by itself", async ({
  pageAs,
}) => {
  const page = await pageAs("tenant-owner", portal.url);
  await page.goto("/tenants/example");
  await expect(heading(page)).toContainText("example");
  await expect(page.getByText("Simulated cluster")).toHaveCount(0);
  // Nothing of it is in this cluster, and nobody claims otherwise.
  await expect(main(page)).toContainText("Argo CD fetches the merged manifest", SOON);
  for (const resource of ["helmreleases", "applications"]) await expect.poll(() => api.streams(resource), SOON).toBe(1);
  expect(api.asked.filter((path) => /secrets/.test(path))).toEqual([]);

  await api.stop();
  await expect(main(page)).toContainText("connection refused", SOON);
  await api.start();
  await expect(main(page)).not.toContainText("connection refused", SOON);
  await expect(main(page)).toContainText("Argo CD fetches the merged manifest");
});

test("a kubeconfig that can't be used keeps the portal from starting, in words that name it", async () => {
  const place = await newPlace();
  const file = join(place.dataDirectory, "broken-kubeconfig");
  writeFileSync(file, "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n");
  const result = await tryStart(place, { CLUSTER: "", KUBECONFIG: file });
  if ("url" in result) throw new Error("The portal started.");
  expect(result.code).toBe(1);
  expect(result.log).toContain(`The kubeconfig ${file} has no current context with a cluster in it.`);
  await leave(place);
});
