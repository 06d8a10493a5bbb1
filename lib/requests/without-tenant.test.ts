import { afterEach, beforeEach, expect, it } from "vitest";
import type { Observation, PlatformObservation } from "@/lib/cluster/port";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { platformHealth } from "./platform-health";
import { reviewQueue } from "./review-queue";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

const stands = (instances: PlatformObservation["instances"]): PlatformObservation => ({
  definitions: [],
  kinds: [],
  schemas: [],
  instances,
  sources: [],
  definitionsApplication: null,
  failedApplications: [],
  controllers: [],
  unread: [],
});

it("an instance in Git whose tenant has no manifest is named to platform admins, and counted on the queue's page too", async () => {
  const before = (await platformHealth(portal.deps, people.admin)).unwell;
  await portal.put("lost/postgres/orders/manifest.yaml", { instances: 1 });
  const { unwell, withoutTenant } = await platformHealth(portal.deps, people.admin);
  expect(withoutTenant).toEqual([
    "lost/postgres/orders/manifest.yaml asks for an instance in lost, but there is no lost/manifest.yaml: no list shows it. Add the tenant's manifest, or remove this file.",
  ]);
  expect(unwell).toBe(before + 1);
  expect((await reviewQueue(portal.deps, people.admin, { selected: null, q: "", flag: null })).unwell).toBe(unwell);
  await portal.put("lost/manifest.yaml", { owners: [] });
  expect((await platformHealth(portal.deps, people.admin)).withoutTenant).toEqual([]);
});

it("an instance and a tenant in the cluster without the tenant's manifest are named, unless they are on their way out", async () => {
  const at = (kind: string, namespace: string, name: string) => ({ kind, namespace, name });
  portal.deps.cluster.platform = () =>
    Promise.resolve(
      stands([
        at("Postgres", "acme", "orders"),
        at("Postgres", "lost", "orders"),
        at("Postgres", "leaving", "orders"),
        at("Tenant", "managed-services", "acme"),
        at("Tenant", "managed-services", "lost"),
        at("Unheard", "lost", "of"),
      ]),
    );
  const { cluster } = portal.deps;
  const before = { ...cluster };
  cluster.observe = async (target, depth) => {
    const seen = await before.observe(target, depth);
    const metadata = { name: "orders", uid: "1", creationTimestamp: "", deletionTimestamp: "2026-03-01T09:00:00Z" };
    const instance = { apiVersion: "example.org/v1", kind: "Postgres", metadata };
    return seen && target.tenant === "leaving" ? ({ ...seen, instance } satisfies Observation) : seen;
  };
  expect((await platformHealth(portal.deps, people.admin)).withoutTenant).toEqual([
    "Postgres orders is in the cluster, in the namespace lost, but the releases repository has no lost/manifest.yaml: no list shows it. Add the tenant's manifest, or remove it from the cluster.",
    "Tenant lost is in the cluster, in the namespace managed-services, but the releases repository has no lost/manifest.yaml: no list shows it. Add the tenant's manifest, or remove it from the cluster.",
  ]);
});

it("a program of the cluster on this machine that has ended is named and counted", async () => {
  const before = (await platformHealth(portal.deps, people.admin)).unwell;
  portal.deps.fallen = () => ["kro of the local cluster ended by itself."];
  const { unwell, cluster } = await platformHealth(portal.deps, people.admin);
  expect([unwell, cluster.fallen]).toEqual([before + 1, ["kro of the local cluster ended by itself."]]);
});
