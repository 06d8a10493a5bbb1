import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Observation } from "@/lib/cluster/port";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { readInstance } from "./read-instance";

const ORDERS = "acme/postgres/orders/manifest.yaml";
const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
const LATER = 3_600_000;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.clock += LATER;
});
afterEach(() => portal.close());

const drift = async () => (await readInstance(portal.deps, people.onlooker, { target: orders })).drift;

/** The cluster, but with something else in what it observes. */
function observing(change: (seen: Observation) => Observation): void {
  const before = { ...portal.deps.cluster };
  portal.deps.cluster.observe = async (target, depth) => {
    const seen = await before.observe(target, depth);
    return seen && change(seen);
  };
}

describe("an instance's manifest beside the resource in the cluster", () => {
  it("is equal once the merge has arrived", async () => {
    expect(await drift()).toMatchObject({ is: "compared", fields: [], onItsWay: false });
  });

  it("names the field that somebody changed in the cluster, as the form calls it", async () => {
    observing((seen) => {
      const instance = seen.instance && structuredClone(seen.instance);
      if (instance) instance.spec = { values: { tenant: "acme", name: "orders", instances: 5, storage: "20Gi" } };
      return { ...seen, instance };
    });
    expect(await drift()).toMatchObject({
      is: "compared",
      fields: [{ label: "Instances", path: "spec.values.instances", merged: "2", live: "5" }],
      onItsWay: false,
    });
  });

  it("says of a version that Argo CD could not apply that it is not there yet", async () => {
    await portal.push("main", ORDERS, ((await portal.text(ORDERS)) ?? "").replace(/instances: .*/, "instances: 99"));
    portal.clock += LATER;
    expect(await drift()).toMatchObject({ fields: [{ merged: "99", live: "2" }], onItsWay: true });
  });

  it("is not compared where the kind may not be read, where it isn't there, and while the cluster is away", async () => {
    observing((seen) => ({ ...seen, instance: null, unread: [{ kind: "Postgres", name: "", why: "forbidden" }] }));
    expect(await drift()).toEqual({ is: "unknown", why: "forbidden" });
    observing((seen) => ({ ...seen, unread: [] }));
    expect(await drift()).toEqual({ is: "unknown", why: "absent" });
    portal.deps.cluster.observe = () => Promise.resolve(null);
    expect(await drift()).toEqual({ is: "unknown", why: "away" });
  });

  it("is not compared where the file can't be read, and not stated of what was deleted", async () => {
    await portal.push("main", ORDERS, "spec: [\n");
    portal.clock += LATER;
    expect(await drift()).toEqual({ is: "unknown", why: "unreadable" });
    await portal.put(ORDERS, null);
    expect(await drift()).toBeNull();
  });
});
