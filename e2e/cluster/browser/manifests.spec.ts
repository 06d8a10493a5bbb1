import { objectAt } from "../api/fields";
import { patch } from "../api/objects";
import { untilObject } from "../api/until";
import { applicationNamed } from "../chain/on-chain";
import { fileOf, redisText } from "./manifests";
import { expectReady, expectStopped, SOON, watch, where } from "./pages";
import { ownTenantText, setUpTenant } from "./tenants";
import { expect, test } from "./test";

// What goes wrong between Git and KRO. Everything is committed by hand: the portal's form would refuse most of it.
const TENANT = "broken-manifests";

test.beforeEach(({ hands }) => setUpTenant(hands, TENANT));

test("a manifest that the API refuses is stopped at Argo CD in the API's words, and a fix is ready by itself", async ({
  pageAs,
  hands,
}) => {
  const path = fileOf(TENANT, "redis", "refused");
  await hands.commit({ [path]: redisText(TENANT, "refused", ["size: enormous"]) });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${TENANT}/redis/refused`);
  await expectStopped(page, {
    hop: "Synced",
    sentence: "Stopped at Argo CD: the Kubernetes API refuses the manifest.",
    quote: 'Unsupported value: "enormous"',
    said: `Application/${TENANT}.redis.refused`,
  });
  await page.screenshot({ path: "test-results/cluster/refused.png", fullPage: true });
  await hands.commit({ [path]: redisText(TENANT, "refused") });
  await expectReady(page);
});

test("a manifest that can't be read is stopped at Argo CD, which calls it synced and healthy, and a fix is ready by itself", async ({
  pageAs,
  hands,
}) => {
  const path = fileOf(TENANT, "redis", "unreadable");
  await hands.commit({ [path]: redisText(TENANT, "unreadable").replace("spec:", "spec: [") });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${TENANT}/redis/unreadable`);
  await expectStopped(page, {
    hop: "Synced",
    sentence: /Stopped at Argo CD: (the file holds no manifest|the manifest can't be read)\./,
    quote: /./,
    said: `Application/${TENANT}.redis.unreadable`,
  });
  await hands.commit({ [path]: redisText(TENANT, "unreadable") });
  await expectReady(page);
});

test("a refused instance that is deleted while Argo CD still tries says so, and is gone once that is ended", async ({
  pageAs,
  hands,
}) => {
  const path = fileOf(TENANT, "redis", "refused-for-good");
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${TENANT}`);
  await hands.commit({ [path]: redisText(TENANT, "refused-for-good", ["size: enormous"]) });
  const application = applicationNamed(`${TENANT}.redis.refused-for-good`);
  await untilObject(hands.api, application, "is tried again", ({ status }) => {
    const { retryCount } = objectAt(status, "operationState");
    return typeof retryCount === "number" && retryCount > 0;
  });
  await hands.commit({ [path]: null });
  await watch(page, `/tenants/${TENANT}/redis/refused-for-good`);
  await expectStopped(page, {
    hop: "Synced",
    sentence: "Stuck at Argo CD: it still tries to apply the version that was refused.",
    quote: /./,
    said: `Application/${TENANT}.redis.refused-for-good`,
  });
  // What `argocd app terminate-op` does.
  await patch(hands.api, application, { status: { operationState: { phase: "Terminating" } } });
  await expect(where(page)).toContainText("Deleted: nothing of it is left in the cluster.", SOON);
});

test("an instance whose tenant can't be set up names the tenant's own deepest cause, and is ready by itself once that is mended", async ({
  pageAs,
  hands,
}) => {
  const tenant = "comes-later";
  const own = ownTenantText(tenant);
  await hands.commit({
    [`${tenant}/manifest.yaml`]: `${own}    size: gigantic\n`,
    [fileOf(tenant, "redis", "early")]: redisText(tenant, "early"),
  });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/redis/early`);
  await expectStopped(page, {
    hop: "Synced",
    sentence: `Stopped at Argo CD: its tenant ${tenant} isn't set up.`,
    quote: 'Unsupported value: "gigantic"',
    said: `Application/${tenant}`,
  });
  await page.screenshot({ path: "test-results/cluster/tenant-first.png", fullPage: true });
  await hands.commit({ [`${tenant}/manifest.yaml`]: own });
  await expectReady(page);
});
