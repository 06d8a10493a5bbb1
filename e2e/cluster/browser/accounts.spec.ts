import { apply, get, type Manifest, type Reference, remove } from "../api/objects";
import { fileOf, redisText } from "./manifests";
import { expectReady, expectStopped, SOON, watch, where } from "./pages";
import { setUpTenant } from "./tenants";
import { expect, type Hands, test } from "./test";

// Flux installs and uninstalls as the tenant's deployer account.
const binding = (namespace: string): Reference => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "RoleBinding",
  metadata: { name: "deployer", namespace },
});
const account = (namespace: string): Reference => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "deployer", namespace },
});

/** Takes an object away. Out: what puts it back as it was. */
async function takeAway({ api }: Hands, reference: Reference): Promise<() => Promise<unknown>> {
  const found = await get(api, reference);
  if (!found) throw new Error(`${reference.kind} ${reference.metadata.name} isn't there.`);
  const { metadata, ...rest } = found;
  const { name, namespace, labels, annotations } = metadata;
  const again = { ...rest, metadata: { name, namespace, labels, annotations } } as unknown as Manifest; // it came as JSON
  await remove(api, reference);
  return () => apply(api, again);
}

test("a deployer account that may do nothing is named, and the instance is ready once it may", async ({
  pageAs,
  hands,
}) => {
  const tenant = "no-rights";
  await setUpTenant(hands, tenant);
  const putBack = await takeAway(hands, binding(tenant));
  await hands.commit({ [fileOf(tenant, "redis", "cache")]: redisText(tenant, "cache") });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/redis/cache`);
  await expectStopped(page, {
    hop: "Release",
    sentence: `Stopped at the release: the account that deploys for ${tenant} may not do it.`,
    quote: `system:serviceaccount:${tenant}:deployer`,
    said: "HelmRelease/cache-redis",
  });
  await page.screenshot({ path: "test-results/cluster/no-rights.png", fullPage: true });
  await putBack();
  await expectReady(page);
});

test("a deletion that the deployer account may not do is stuck there, is not called done, and goes on once it may", async ({
  pageAs,
  hands,
}) => {
  const tenant = "no-uninstall";
  const path = fileOf(tenant, "redis", "cache");
  await setUpTenant(hands, tenant);
  await hands.commit({ [path]: redisText(tenant, "cache") });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/redis/cache`);
  await expectReady(page);
  const putBack = await takeAway(hands, binding(tenant));
  await hands.commit({ [path]: null });
  await expectStopped(page, {
    hop: "Release",
    sentence: `Stuck at the release: the account that deploys for ${tenant} may not do it.`,
    quote: `system:serviceaccount:${tenant}:deployer`,
    said: "HelmRelease/cache-redis",
  });
  await page.screenshot({ path: "test-results/cluster/no-uninstall.png", fullPage: true });
  await putBack();
  await expect(where(page)).toContainText("Deleted: nothing of it is left in the cluster.", SOON);
});

test("without the deployer account Flux lets go of what it can't remove, and the page says what is left", async ({
  pageAs,
  hands,
}) => {
  const tenant = "no-account";
  const path = fileOf(tenant, "redis", "cache");
  await setUpTenant(hands, tenant);
  await hands.commit({ [path]: redisText(tenant, "cache") });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/redis/cache`);
  await expectReady(page);
  await takeAway(hands, account(tenant));
  await hands.commit({ [path]: null });
  await expectStopped(page, {
    hop: "Objects",
    sentence: "Stuck at the objects: Flux let go of it before all of it was removed.",
    quote: null,
  });
  await page.screenshot({ path: "test-results/cluster/no-account.png", fullPage: true });
  const left = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "cache-redis", namespace: tenant } };
  expect(await get(hands.api, left)).not.toBeNull();
});
