import { FakeApiServer } from "../tests/support/fake-api-server";
import { expectAccessible } from "./harness/axe";
import { ownPortal } from "./harness/own";
import { apiVersion, readPlatform } from "./harness/platform";
import { expect, test } from "./harness/test";

// A cluster in which a rollout is behind: Redis is judged there by a schema that this catalogue doesn't have any more.
const api = new FakeApiServer();
const { group } = readPlatform();
api.serve(
  { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", resource: "helmreleases" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Application", resource: "applications" },
  {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    resource: "customresourcedefinitions",
    namespaced: false,
  },
  { apiVersion: apiVersion(), kind: "Redis", resource: "redis" },
);
test.beforeAll(async () => {
  await api.start();
  const values = { description: "The values of Redis. Schema 0123456789abcdef." };
  api.put({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `redis.${group}`, uid: "redis", creationTimestamp: "2026-03-01T09:00:00Z" },
    spec: {
      versions: [{ served: true, schema: { openAPIV3Schema: { properties: { spec: { properties: { values } } } } } }],
    },
  });
});
test.afterAll(() => api.close());
const portal = ownPortal(() => ({ CLUSTER: "", KUBECONFIG: api.kubeconfig }));

test("a form says that the cluster has another version of its schema, and only where it has", async ({ pageAs }) => {
  const page = await pageAs("requester", portal.url);
  const notice = page.getByText("The cluster has another version of Redis than this form");
  await expect(async () => {
    await page.goto("/services/redis/new?tenant=example");
    await expect(notice).toBeVisible();
  }).toPass();
  await expect(page.getByRole("button", { name: "Send request" })).toBeEnabled();
  await expectAccessible(page, "a form of another schema than the cluster's");
  await page.goto("/services/webapp/new?tenant=example");
  await expect(page.getByRole("button", { name: "Send request" })).toBeVisible();
  await expect(page.getByText("The cluster has another version")).toHaveCount(0);
});
