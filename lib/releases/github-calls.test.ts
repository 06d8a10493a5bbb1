import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { githubHarness } from "./github-harness";

describe("what GitHub is asked for", { timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof githubHarness>>;

  beforeEach(async () => {
    world = await githubHarness({ maxAge: 60_000 });
  });
  afterEach(() => world.close());

  const sent = async (name: string) => {
    const outcome = await world.releases.submit({
      key: `form-${name}`,
      title: `Create Postgres ${name} in acme`,
      path: ORDERS.replace("orders", name),
      content: LINES,
      base: (await world.releases.main()).commit,
      by: requester,
      groups: [],
    });
    if (outcome.outcome !== "opened") throw new Error(`Not opened: ${outcome.outcome}.`);
    return outcome.request.number;
  };
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = world.server.calls.length;
    await work();
    return world.server.calls.slice(before).map((call) => call.replace(/^(\w+) \/repos\/[^/]+\/[^/]+/, "$1 "));
  };

  it("is nothing for requests in a list, whose diffs come from the mirror, and the reviews of the one that is opened", async () => {
    const numbers = [await sent("one"), await sent("two"), await sent("three")];
    const { head } = world.server.pulls.one(numbers[0] ?? 0);
    const token = world.server.accounts.person("admin");
    await world.releases.remark(numbers[0] ?? 0, { type: "approved", head, text: "", by: admin, token });
    // Another portal, which knows nothing yet; its first look asks for the reviews that the list can't tell.
    const other = await world.open("other.git");
    await other.requests();
    const listed = callsOf(() =>
      Promise.all(
        numbers.map(async (number) => {
          const detail = await other.request(number, "in-a-list");
          expect(detail?.after).toBe(LINES);
        }),
      ),
    );
    expect(await listed).toEqual([]);
    expect((await other.request(numbers[0] ?? 0, "in-a-list"))?.state).toBe("approved");
    expect(await callsOf(() => other.request(numbers[1] ?? 0))).toEqual([`GET /pulls/${numbers[1]}/reviews`]);
  });

  it("is four calls for a request", async () => {
    await world.releases.main();
    expect(await callsOf(() => sent("orders"))).toEqual([
      "POST /git/trees",
      "POST /git/commits",
      "POST /git/refs",
      "POST /pulls",
    ]);
  });
});
