import { manifestText, tenantText, webappText } from "../../harness/releases";
import { NEVER_STARTS } from "../plane/stages";
import { fileOf } from "./manifests";
import { expectReady, expectStopped, watch } from "./pages";
import { setUpTenant } from "./tenants";
import { test } from "./test";

// What goes wrong below a release: the release only waits, and the page says for what.
const IMAGE = `registry.example.com/${NEVER_STARTS}:1`;
const GOOD = "nginxinc/nginx-unprivileged:1.29";

test("an image that never comes is told from the pod, also in an edit, while the pods of the version before run on", async ({
  pageAs,
  hands,
}) => {
  const tenant = "no-image";
  const path = fileOf(tenant, "webapp", "shop");
  const good = webappText(tenant, "shop");
  await setUpTenant(hands, tenant);
  await hands.commit({ [path]: good });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/webapp/shop`);
  await expectReady(page);
  await hands.commit({ [path]: good.replace(/image: .*/, `image: ${IMAGE}`) });
  await expectStopped(page, {
    hop: "Pods",
    sentence: /Stopped at the pods: .*image.* can't be fetched\./,
    quote: "ImagePullBackOff",
    said: "Pod/shop-webapp-",
  });
  await page.screenshot({ path: "test-results/cluster/no-image.png", fullPage: true });
  await hands.commit({ [path]: good.replace(/image: .*/, "image: nginxinc/nginx-unprivileged:1.30") });
  await expectReady(page);
});

test("a quota that is used up is told from what may not make its pods, and a larger one is enough", async ({
  pageAs,
  hands,
}) => {
  const tenant = "no-quota";
  const owners = { "dev:tenant-owner": "admin" };
  await setUpTenant(hands, tenant, `${tenantText(tenant, owners)}    quota: { cpu: "1" }\n`);
  const web = [`tenant: ${tenant}`, "name: shop", `image: ${GOOD}`, "size: large", "replicas: 3"];
  await hands.commit({ [fileOf(tenant, "webapp", "shop")]: manifestText("Webapp", tenant, "shop", web) });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/webapp/shop`);
  await expectStopped(page, {
    hop: "Objects",
    sentence: `Stopped at the objects: the quota of ${tenant} is used up.`,
    quote: /exceeded quota: tenant, requested: .*cpu/,
    said: /(?:Deployment|ReplicaSet)\/shop-webapp/,
  });
  await page.screenshot({ path: "test-results/cluster/no-quota.png", fullPage: true });
  await setUpTenant(hands, tenant, `${tenantText(tenant, owners)}    quota: { cpu: "8" }\n`);
  await expectReady(page);
});

test("a composite whose child fails names the child's deepest cause, and is ready once that is mended", async ({
  pageAs,
  hands,
}) => {
  const tenant = "broken-child";
  const path = fileOf(tenant, "full-stack", "store");
  const text = (image: string) =>
    manifestText("FullStack", tenant, "store", [`tenant: ${tenant}`, "name: store", "web:", `  image: ${image}`]);
  await setUpTenant(hands, tenant);
  await hands.commit({ [path]: text(IMAGE) });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${tenant}/full-stack/store`);
  await expectStopped(page, {
    hop: "Objects",
    sentence: /Stopped at the objects: .*image.* can't be fetched\./,
    quote: "ImagePullBackOff",
    said: "Pod/store-web-webapp-",
  });
  await page.screenshot({ path: "test-results/cluster/broken-child.png", fullPage: true });
  await hands.commit({ [path]: text(GOOD) });
  await expectReady(page);
});
