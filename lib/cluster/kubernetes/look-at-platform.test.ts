import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type FakeWorld, fakeWorld, PLATFORM } from "@/tests/support/cluster/fake-world";

const AT = "2026-03-01T09:00:00Z";
const made = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, uid: `${kind}/${name}`, creationTimestamp: AT, ...(namespace === undefined ? {} : { namespace }) },
});
const SOURCES = "source.toolkit.fluxcd.io/v1";
const application = (name: string, path: string, conditions: { type: string; message: string }[]) => ({
  ...made("argoproj.io/v1alpha1", "Application", name, "argocd"),
  spec: { source: { repoURL: "https://github.com/acme/releases.git", path } },
  status: { conditions },
});

let world: FakeWorld;
beforeEach(async () => {
  world = await fakeWorld();
  world.api.put(made("kro.run/v1alpha1", "ResourceGraphDefinition", "webapp"));
  world.api.put(made("example.io/v1", "Tenant", "acme", "control"));
  world.api.put(made(SOURCES, "GitRepository", "platform", PLATFORM.controlNamespace));
  world.api.put(made(SOURCES, "HelmChart", "webapp", PLATFORM.controlNamespace));
  world.api.put(made(SOURCES, "HelmChart", "foreign", "elsewhere"));
  world.api.put(application("control.definitions", "definitions", []));
  world.api.put(application("acme", "acme", []));
  world.api.put(application("acme.webapp.shop", "acme/webapp/shop", [{ type: "ComparisonError", message: "no" }]));
  const values = { description: "The values of Web app. Schema 0123456789abcdef." };
  const spec = { properties: { values } };
  world.api.put({
    ...made("apiextensions.k8s.io/v1", "CustomResourceDefinition", "webapps.example.io"),
    spec: { versions: [{ served: true, schema: { openAPIV3Schema: { properties: { spec } } } }] },
  });
  world.api.put({
    ...made("apps/v1", "Deployment", "kro", "kro"),
    spec: {
      replicas: 1,
      template: {
        spec: { containers: [{ image: "registry.example/kro:v0.9.3", env: [{ name: "TOKEN", value: "hush" }] }] },
      },
    },
    status: { readyReplicas: 1, replicas: 1 },
  });
});
afterEach(() => world.close());

const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const untilRead = () =>
  soon(async () => {
    expect((await world.cluster.state()).unreachable).toBeNull();
    const shop = await world.cluster.observe(
      { type: "instance", tenant: "acme", service: "webapp", name: "shop" },
      "summary",
    );
    expect(shop?.application).not.toBeNull();
  });

it("what every instance stands on is read where it is, and nothing more of it than is told", async () => {
  await untilRead();
  const seen = await world.cluster.platform();
  expect(seen?.definitions.map(({ metadata }) => metadata.name)).toEqual(["webapp"]);
  expect(seen?.kinds).toEqual(expect.arrayContaining(["Webapp", "Tenant"]));
  expect(seen?.instances).toEqual([{ kind: "Tenant", namespace: "control", name: "acme" }]);
  expect(seen?.schemas).toEqual([{ kind: "Webapp", description: "The values of Web app. Schema 0123456789abcdef." }]);
  expect(seen?.sources.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
    "GitRepository/platform",
    "HelmChart/webapp",
  ]);
  expect(seen?.definitionsApplication?.metadata.name).toBe("control.definitions");
  expect(seen?.failedApplications.map(({ metadata }) => metadata.name)).toEqual(["acme.webapp.shop"]);
  expect(seen?.controllers).toEqual([
    { system: "kro", name: "kro", images: ["registry.example/kro:v0.9.3"], version: "", wanted: 1, ready: 1 },
  ]);
  expect(seen?.unread).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain("hush");
});

it("what may not be read is said by its kind, and the rest is told all the same", async () => {
  await untilRead();
  world.api.fail(/resourcegraphdefinitions|deployments|customresource/, 403);
  const seen = await world.cluster.platform();
  expect(seen?.unread.map(({ kind, why }) => `${kind} ${why}`)).toEqual(
    expect.arrayContaining([
      "ResourceGraphDefinition forbidden",
      "Deployment forbidden",
      "CustomResourceDefinition forbidden",
    ]),
  );
  expect(seen?.definitions).toEqual([]);
  expect(seen?.sources).toHaveLength(2);
});

it("people who look at about the same time share one look, and while the cluster is away there is none", async () => {
  await untilRead();
  await Promise.all([world.cluster.platform(), world.cluster.platform()]);
  expect(world.api.asked.filter((path) => path.includes("resourcegraphdefinitions"))).toHaveLength(1);
  await world.api.stop();
  await soon(async () => expect((await world.cluster.state()).unreachable).not.toBeNull());
  expect(await world.cluster.platform()).toBeNull();
});
