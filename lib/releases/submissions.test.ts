import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LINES, ORDERS, owner, requester } from "./contract-bench";
import { localHarness } from "./local-harness";
import { ObjectWriter } from "./object-writer";
import type { Submission } from "./port";
import { RefStore } from "./refs";

let harness: Awaited<ReturnType<typeof localHarness>>;
beforeEach(async () => {
  harness = await localHarness();
});
afterEach(() => harness.close());

const pathOf = (place: number) => `acme/redis/cache-${place}/manifest.yaml`;

async function submissions(count: number): Promise<Submission[]> {
  const base = (await harness.releases.main()).commit;
  return Array.from({ length: count }, (_, place) => ({
    key: `key-${place}`,
    title: `New ${place}`,
    path: pathOf(place),
    content: `place: ${place}\n`,
    base,
    by: requester,
    groups: [],
  }));
}

const send = (list: readonly Submission[]) => Promise.all(list.map((one) => harness.releases.submit(one)));

describe("requests that are sent at the same time", () => {
  it("are written together, numbered in the order of arrival, each with its own content", async () => {
    const written = vi.spyOn(ObjectWriter.prototype, "write");
    const answers = await send(await submissions(70));
    expect(written.mock.calls.length).toBeLessThan(10);
    expect(answers.map((answer) => "request" in answer && [answer.outcome, answer.request.number])).toEqual(
      answers.map((_, place) => ["opened", place + 1]),
    );
    for (const number of [1, 37, 70])
      expect(await harness.releases.request(number)).toMatchObject({
        path: pathOf(number - 1),
        after: `place: ${number - 1}\n`,
        events: [{ type: "opened" }],
      });
  });

  it("get the answers that they would get one after another", async () => {
    const [first, second, third, fourth] = await submissions(4);
    if (!first || !second || !third || !fourth) throw new Error("Four were asked for.");
    const answers = await Promise.allSettled([
      harness.releases.submit(first),
      harness.releases.submit({ ...first, by: owner, key: "other" }),
      harness.releases.submit(second),
      harness.releases.submit(second),
      harness.releases.submit({ ...second, content: "place: 20\n" }),
      harness.releases.submit({ ...third, base: "1".repeat(40) }),
      harness.releases.submit({ ...third, content: null, key: "gone" }),
      harness.releases.submit({ ...third, revises: 99, key: "none" }),
      harness.releases.submit({ ...third, path: "x" }),
      harness.releases.submit(fourth),
    ]);
    expect(
      answers.map((one) => (one.status === "fulfilled" ? one.value.outcome : (one.reason as { code: string }).code)),
    ).toEqual([
      "opened",
      "taken",
      "opened",
      "same",
      "revised",
      "unknown-base",
      "unchanged",
      "not-found",
      "invalid",
      "opened",
    ]);
  });

  it("are all opened when another client's push takes the number of one meanwhile", async () => {
    const change = vi.spyOn(RefStore.prototype, "change");
    const base = (await harness.releases.main()).commit;
    change.mockImplementationOnce(async () => {
      await harness.hand.commit(2, ORDERS, LINES);
      return false;
    });
    const answers = await send(await submissions(5));
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => "opened"));
    expect((await harness.releases.requests()).map(({ number }) => number)).not.toContain(2);
    expect((await harness.releases.main()).commit).toBe(base);
  });

  it("are not lost to one among them that can't be written", async () => {
    const write = vi.spyOn(ObjectWriter.prototype, "write");
    write.mockRejectedValueOnce(new Error("git fast-import ended."));
    const answers = await send(await submissions(5));
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => "opened"));
  });

  it("are answered before the repository is closed", async () => {
    const sent = send(await submissions(120));
    const closing = harness.reopen();
    const outcomes = new Set((await sent).map(({ outcome }) => outcome));
    await closing;
    expect(outcomes).toEqual(new Set(["opened"]));
    expect(await harness.releases.requests()).toHaveLength(120);
  });
});
