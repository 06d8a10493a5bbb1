import { afterEach, beforeEach, expect, it } from "vitest";
import { LINES, ORDERS, requester } from "./contract-bench";
import { BRISK, githubHarness } from "./github-harness";

const HOUR = 3_600_000;

let world: Awaited<ReturnType<typeof githubHarness>>;

beforeEach(async () => {
  // Nobody asks by the clock here, and nobody waits long.
  world = await githubHarness({ maxAge: HOUR, patience: { ...BRISK, wait: 1 } });
  const base = (await world.releases.main()).commit;
  const fresh = { key: "form-1", title: "Create Postgres orders in acme", path: ORDERS, content: LINES, base };
  await world.releases.submit({ ...fresh, by: requester, groups: [] });
});
afterEach(() => world.close());

/** Somebody approves on GitHub. */
function approve() {
  const [pull] = world.server.pulls.all;
  if (!pull) throw new Error("There is no pull request.");
  const time = new Date(Date.now() + 2000).toISOString();
  const user = { login: "reviewer", id: 2, type: "User" };
  pull.reviews.push({ id: 1, body: "", state: "APPROVED", commit_id: pull.head, submitted_at: time, user });
  pull.updatedAt = `${time.slice(0, 19)}Z`;
}
const state = async () => (await world.releases.requests())[0]?.state;

it("shows a decision made on GitHub with the first look after a hint, and not before", {
  timeout: 60_000,
}, async () => {
  const before = await world.releases.version();
  approve();
  expect([await state(), await world.releases.version()]).toEqual(["waiting", before]);
  world.releases.hint();
  expect(await state()).toBe("approved");
  expect(await world.releases.version()).not.toBe(before);
});

it("believes nothing of a pull request that was asked before a hint", { timeout: 60_000 }, async () => {
  expect(await world.releases.pull(1)).toMatchObject({ reviews: [] });
  approve();
  world.releases.hint();
  expect(await world.releases.pull(1)).toMatchObject({ reviews: [{ login: "reviewer", says: "approved" }] });
});

it("asks by the clock without any hint", { timeout: 60_000 }, async () => {
  const other = await githubHarness({ maxAge: 0 });
  await world.close();
  world = other;
  const base = (await world.releases.main()).commit;
  const fresh = { key: "form-1", title: "Create Postgres orders in acme", path: ORDERS, content: LINES, base };
  await world.releases.submit({ ...fresh, by: requester, groups: [] });
  approve();
  expect(await state()).toBe("approved");
});

it("asks GitHub nothing while it takes no calls, shows what it knew, and goes on after", {
  timeout: 60_000,
}, async () => {
  const { server, releases } = world;
  const headers = {
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 4),
    "x-ratelimit-resource": "core",
  };
  const what = { type: "status", status: 403, message: "API rate limit exceeded", headers } as const;
  server.faults.add({ on: /\/repos\//, times: 1000, what });
  approve();
  releases.hint();
  expect(await state()).toBe("waiting");
  const { limit, away } = await releases.state();
  expect(limit).toMatchObject({ reached: true });
  expect(away?.why).toContain("GitHub takes no more calls from the portal for");
  server.calls.length = 0;
  releases.hint();
  expect(await state()).toBe("waiting");
  expect(await releases.pull(1)).toMatchObject({
    waits: [],
    unknown: [expect.stringContaining("GitHub takes no more calls") as string],
  });
  expect(server.calls).toEqual([]);
  server.faults.clear();
  await expect
    .poll(
      () => {
        releases.hint();
        return state();
      },
      { timeout: 40_000, interval: 500 },
    )
    .toBe("approved");
  expect((await releases.state()).away).toBeNull();
});
