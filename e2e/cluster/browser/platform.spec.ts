import { readPlatform } from "../../harness/platform";
import { apply, get, type Manifest, type Reference, remove } from "../api/objects";
import { untilGone } from "../api/until";
import { fileOf, redisText } from "./manifests";
import { expectReady, expectStopped, watch } from "./pages";
import { hidePlatform, platformSource, releaseChart } from "./platform";
import { setUpTenant } from "./tenants";
import { expect, type Hands, test } from "./test";

// What goes wrong on the platform's side. Redis alone is broken, and each test mends it again.
test.describe.configure({ mode: "serial" });
const TENANT = "platform-side";
const path = fileOf(TENANT, "redis", "cache");
const pagePath = `/tenants/${TENANT}/redis/cache`;

test.beforeEach(async ({ hands }) => {
  await setUpTenant(hands, TENANT);
});

/** The object as somebody would apply it anew. */
async function stated({ api }: Hands, reference: Reference): Promise<Manifest> {
  const found = await get(api, reference);
  if (!found) throw new Error(`${reference.kind} ${reference.metadata.name} isn't there.`);
  const { name, namespace, labels } = found.metadata;
  const { apiVersion, kind, spec } = found;
  return { apiVersion, kind, metadata: { name, namespace, labels }, spec } as unknown as Manifest; // it came as JSON
}

test("a chart that can't be rendered stops at the release in Helm's words while the pods run on, and a fixed one rolls out by itself", async ({
  pageAs,
  hands,
}) => {
  await hands.commit({ [path]: redisText(TENANT, "cache") });
  const page = await watch(await pageAs("tenant-owner"), pagePath);
  await expectReady(page);
  await releaseChart(hands.api, "redis", "templates/broken.yaml", '{{ fail "this chart is broken on purpose" }}\n');
  await expectStopped(page, {
    hop: "Release",
    sentence: "Stopped at the release: the chart can't be rendered with these values.",
    quote: "this chart is broken on purpose",
    said: "HelmRelease/cache-redis",
  });
  await expect(page.getByText("1 pod of the version before still runs.")).toBeVisible();
  await page.screenshot({ path: "test-results/cluster/broken-chart.png", fullPage: true });
  await releaseChart(hands.api, "redis", "templates/broken.yaml", null);
  await expectReady(page);
});

test("a chart that reaches into another namespace is refused as the tenant's own account, and nothing is there", async ({
  pageAs,
  hands,
}) => {
  await hands.commit({ [path]: redisText(TENANT, "cache") });
  const page = await watch(await pageAs("tenant-owner"), pagePath);
  await expectReady(page);
  const notes = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "reached", namespace: "default" } };
  await releaseChart(hands.api, "redis", "templates/elsewhere.yaml", `${JSON.stringify(notes)}\n`);
  await expectStopped(page, {
    hop: "Release",
    sentence: `Stopped at the release: its chart reaches into the namespace default, and ${TENANT} ends at its own.`,
    quote: `system:serviceaccount:${TENANT}:deployer`,
    said: "HelmRelease/cache-redis",
  });
  expect(await get(hands.api, notes)).toBeNull();
  await releaseChart(hands.api, "redis", "templates/elsewhere.yaml", null);
  await expectReady(page);
});

test("a source that can't be reached is named behind the chart that waits for it, and its return is enough", async ({
  pageAs,
  hands,
}) => {
  const { controlNamespace } = readPlatform();
  const source = platformSource();
  const chart = { ...source, kind: "HelmChart", metadata: { name: "redis", namespace: controlNamespace } };
  const anew = [await stated(hands, source), await stated(hands, chart)];
  const bringBack = hidePlatform();
  try {
    // As on a cluster that has never fetched it.
    for (const one of anew) await remove(hands.api, one);
    for (const one of anew) await untilGone(hands.api, one);
    for (const one of anew) await apply(hands.api, one);
    const late = fileOf(TENANT, "redis", "late");
    await hands.commit({ [late]: redisText(TENANT, "late") });
    const page = await watch(await pageAs("tenant-owner"), `/tenants/${TENANT}/redis/late`);
    await expectStopped(page, {
      hop: "Release",
      sentence: "Stopped at the release: the source of its chart can't be read.",
      quote: /./,
      said: "GitRepository/platform",
    });
    await page.screenshot({ path: "test-results/cluster/source-away.png", fullPage: true });
    bringBack();
    await expectReady(page);
  } finally {
    bringBack();
  }
});

test("a definition that KRO does not accept is named, and accepted it makes what waited ready", async ({
  pageAs,
  hands,
}) => {
  // A service of its own, so that nothing else is in its way: Redis under another name.
  const redis = { apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition", metadata: { name: "redis" } };
  const text = JSON.stringify(await stated(hands, redis));
  const probe = JSON.parse(
    text
      .replaceAll('"kind":"Redis"', '"kind":"Probe"')
      .replaceAll("-redis", "-probe")
      .replace('"name":"redis"', '"name":"probe"'),
  ) as Manifest; // a definition, renamed
  const broken = JSON.parse(
    JSON.stringify(probe).replace("${schema.spec.values}", "${schema.spec.nothing}"),
  ) as Manifest; // the same
  await apply(hands.api, broken);
  const probePath = fileOf(TENANT, "probe", "first");
  await hands.commit({ [probePath]: redisText(TENANT, "first").replace("kind: Redis", "kind: Probe") });
  const page = await watch(await pageAs("tenant-owner"), `/tenants/${TENANT}/probe/first`);
  await expectStopped(page, {
    hop: "Accepted",
    sentence: "Stopped at KRO: the definition of this service is not accepted.",
    quote: "nothing",
    said: "ResourceGraphDefinition/probe",
  });
  await page.screenshot({ path: "test-results/cluster/definition.png", fullPage: true });
  await apply(hands.api, probe);
  await expectReady(page);
});
