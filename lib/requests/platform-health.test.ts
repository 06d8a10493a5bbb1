import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { people, UseCasePortal } from "@/tests/support/use-case-portal";
import { platformHealth } from "./platform-health";
import { readRequest } from "./read-request";
import { reviewQueue } from "./review-queue";

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
});
afterEach(() => portal.close());

describe("the platform's health", () => {
  it("says where main is, what it holds and when the charts were read", async () => {
    const health = await platformHealth(portal.deps, people.admin);
    const { commit, committedAt } = await portal.deps.releases.main();
    expect(health).toMatchObject({
      unwell: 0,
      catalogue: { problems: [], readAt: portal.catalog.readAt },
      releases: { commit, committedAt, tenants: 2, openRequests: 0, foreign: [] },
    });
    expect(health.catalogue.offered.length).toBe(portal.catalog.services.length);
  });

  it("calls a simulated cluster simulated, because nothing is known of a real one", async () => {
    const { cluster } = await platformHealth(portal.deps, people.admin);
    expect(cluster).toEqual({ simulated: true, unreachable: null, fallen: [], health: null });
  });

  it("counts a chart that is kept out and a cluster that doesn't answer, on the queue's page too", async () => {
    portal.catalog.problems.push({
      file: "charts/x/values.schema.json",
      pointer: "",
      message: "Bad.",
      fix: "Mend it.",
    });
    const unreachable = { since: "2026-03-02T10:42:00.000Z", why: "connection refused" };
    portal.deps.cluster.state = () => Promise.resolve({ mode: "kubernetes", unreachable });
    expect(await platformHealth(portal.deps, people.admin)).toMatchObject({ unwell: 2, cluster: { unreachable } });
    const queue = await reviewQueue(portal.deps, people.admin, { selected: null, q: "", flag: null });
    expect(queue.unwell).toBe(2);
  });

  it("counts what in the cluster isn't as it should be, on the queue's page too", async () => {
    portal.deps.cluster.state = () => Promise.resolve({ mode: "kubernetes", unreachable: null });
    const nothing = {
      definitions: [],
      kinds: [],
      schemas: [],
      instances: [],
      sources: [],
      definitionsApplication: null,
      failedApplications: [],
    };
    portal.deps.cluster.platform = () => Promise.resolve({ ...nothing, controllers: [], unread: [] });
    const { unwell, cluster } = await platformHealth(portal.deps, people.admin);
    expect(cluster.health?.definitions.map(({ state }) => state)).toEqual(portal.catalog.services.map(() => "absent"));
    expect(unwell).toBe(portal.catalog.services.length);
    const queue = await reviewQueue(portal.deps, people.admin, { selected: null, q: "", flag: null });
    expect(queue.unwell).toBe(unwell);
  });

  it("names a request that can't be read, and its own page says so instead of that there is nothing", async () => {
    const unreadable = [{ number: 7, ref: "refs/requests/7", why: "commit 1a2b3c4 is missing", fix: "Bring it back." }];
    portal.deps.unreadable = () => Promise.resolve(unreadable);
    expect(await platformHealth(portal.deps, people.admin)).toMatchObject({ unwell: 1, releases: { unreadable } });
    const queue = await reviewQueue(portal.deps, people.admin, { selected: null, q: "", flag: null });
    expect(queue.unwell).toBe(1);
    await expect(readRequest(portal.deps, people.owner, { number: 7 })).rejects.toThrow(
      "Request 7 is in the releases repository but can't be read.",
    );
    await expect(readRequest(portal.deps, people.owner, { number: 8 })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is for platform admins alone", async () => {
    await expect(platformHealth(portal.deps, people.owner)).rejects.toMatchObject({ code: "forbidden" });
  });
});
