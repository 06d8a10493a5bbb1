import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { PACE } from "@/lib/cluster/kubernetes/reflector";
import type { Target } from "@/lib/domain/target";
import { clusterContract, WANTED } from "@/tests/support/cluster/contract";
import { PLATFORM } from "@/tests/support/cluster/fake-world";
import { get, patch } from "../api/objects";
import { until } from "../api/until";
import { accepted } from "../api/verdict";
import { suiteApi, useNamespace } from "../suite";
import { liveWorld } from "./live-world";
import { applyPlainKinds } from "./plain-kinds";

const api = suiteApi();

beforeAll(async () => {
  await applyPlainKinds(api, PLATFORM.group, ["Webapp", "Tenant"]);
  for (const name of ["acme", PLATFORM.namespaces.argocd, PLATFORM.controlNamespace]) await useNamespace(api, name);
  // Pods are refused until their namespace has its account.
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "acme" } };
  await until("acme has its account", () => get(api, account));
});
afterAll(() => api.close());

clusterContract("a real API server", () => liveWorld(api, inject("connection")));

it("on a real API server, what an open page shows is told by watches of heads alone, and nobody asks", async () => {
  const shop: Target = { type: "instance", tenant: "acme", service: "webapp", name: "shop" };
  const unasked = { reflector: PACE, kinds: 5_000, pages: 3_600_000 };
  const world = await liveWorld(api, inject("connection"), unasked);
  const told: string[] = [];
  const following = world.cluster.changes((targets) => {
    told.push(JSON.stringify(targets));
    void world.cluster.observe(shop, "full");
  });
  try {
    await world.become(shop, WANTED, 90);
    const seen = await until("the pods are seen", async () => {
      const now = await world.cluster.observe(shop, "full");
      return now?.pods.length === 2 ? now : null;
    });
    following.open([shop]);
    await until("the page is followed", () => Promise.resolve(world.cluster.watches() === 6 || null));
    for (const at of [...seen.pods, ...seen.objects]) {
      // What came with the watches, and with what was done before, is over.
      await pause(500);
      told.length = 0;
      const began = performance.now();
      const metadata = { name: at.metadata.name, namespace: "acme" };
      accepted(await patch(api, { ...at, metadata }, { metadata: { labels: { changed: "yes" } } }), at.kind);
      await until(`${at.kind} is told`, () => Promise.resolve(told.includes(JSON.stringify([shop])) || null));
      expect(performance.now() - began, at.kind).toBeLessThan(1_000);
    }
  } finally {
    following.end();
    await world.close();
  }
});
