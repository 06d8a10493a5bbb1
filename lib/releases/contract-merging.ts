import { describe, expect, it } from "vitest";
import { admin, type Bench, LINES, ORDERS, owner, requester } from "./contract-bench";

export function merging(bench: Bench): void {
  const merge = async (number: number, head: string) => {
    const main = (await bench.releases.main()).commit;
    return bench.releases.merge(number, { head, main, by: admin, text: "Welcome." });
  };
  const onMain = async (path: string) => (await (await bench.releases.main()).read([path])).get(path);

  describe("merging", () => {
    it("puts the file on main and ends the request", async () => {
      const { number, head } = await bench.opened();
      const outcome = await merge(number, head);
      const main = await bench.releases.main();
      expect(outcome).toMatchObject({ outcome: "merged", commit: main.commit, request: { state: "merged" } });
      expect(await onMain(ORDERS)).toBe(LINES);
      expect(await bench.releases.request(number)).toMatchObject({
        state: "merged",
        mergeCommit: main.commit,
        head,
        before: null,
        after: LINES,
        current: LINES,
        merged: { conflict: false, content: LINES },
        events: [{ type: "opened" }, { type: "merged", by: admin, text: "Welcome." }],
      });
      expect(await merge(number, head)).toMatchObject({ outcome: "closed" });
    });

    it("says who asked and who reviewed", async () => {
      const { number, head } = await bench.opened();
      await bench.releases.remark(number, { type: "approved", head, text: "", by: owner });
      await merge(number, head);
      const [revision] = await bench.releases.history(ORDERS, 5);
      expect(revision).toMatchObject({
        subject: "Create Postgres orders in acme",
        request: number,
        by: requester,
        reviewedBy: owner.subject,
      });
    });

    it("refuses when main is not what the request was judged against", async () => {
      const { number, head } = await bench.opened();
      const judged = (await bench.releases.main()).commit;
      await bench.merged("acme/manifest.yaml", "x: 1\n");
      const late = await bench.releases.merge(number, { head, main: judged, by: admin, text: "" });
      expect(late).toEqual({ outcome: "main-moved" });
      expect(await merge(number, head)).toMatchObject({ outcome: "merged" });
    });

    it("merges lines that both sides changed apart from each other", async () => {
      await bench.merged(ORDERS, LINES);
      const { number, head } = await bench.opened({ content: LINES.replace("a: 1", "a: 10") });
      await bench.hand.commit("main", ORDERS, LINES.replace("f: 6", "f: 60"));
      const content = LINES.replace("a: 1", "a: 10").replace("f: 6", "f: 60");
      expect((await bench.releases.request(number))?.merged).toEqual({ conflict: false, content });
      expect(await merge(number, head)).toMatchObject({ outcome: "merged" });
      expect(await onMain(ORDERS)).toBe(content);
    });

    it("merges a deletion, and its request keeps the file that went", async () => {
      await bench.merged(ORDERS, LINES);
      const { number, head } = await bench.opened({ content: null });
      expect(await merge(number, head)).toMatchObject({ outcome: "merged" });
      expect((await bench.releases.main()).entry(ORDERS)).toBeUndefined();
      expect(await bench.releases.request(number)).toMatchObject({
        type: "delete",
        before: LINES,
        after: null,
        current: null,
        merged: { conflict: false, content: null },
      });
    });

    it("calls it a conflict when one side deleted what the other changed", async () => {
      await bench.merged(ORDERS, LINES);
      const { number, head } = await bench.opened({ content: null });
      await bench.hand.commit("main", ORDERS, LINES.replace("a: 1", "a: 20"));
      expect(await merge(number, head)).toMatchObject({ outcome: "conflict", request: { state: "in-conflict" } });
      await bench.releases.remark(number, { type: "withdrawn", head, text: "", by: requester });

      const second = await bench.opened({ content: LINES });
      await bench.hand.commit("main", ORDERS, null);
      expect(await merge(second.number, second.head)).toMatchObject({ outcome: "conflict" });
    });

    it("calls it a conflict when both sides made the file", async () => {
      const { number, head } = await bench.opened();
      await bench.hand.commit("main", ORDERS, "other: 1\n");
      expect(await merge(number, head)).toMatchObject({ outcome: "conflict", request: { state: "in-conflict" } });
    });

    it("merges a request that asks for what main has by now", async () => {
      const { number, head } = await bench.opened();
      await bench.hand.commit("main", ORDERS, LINES);
      expect(await bench.releases.request(number)).toMatchObject({ state: "waiting", merged: { conflict: false } });
      expect(await merge(number, head)).toMatchObject({ outcome: "merged" });
    });

    it("lets one of two merges that were judged against the same main win", async () => {
      const one = await bench.opened({ path: "acme/redis/one/manifest.yaml" });
      const two = await bench.opened({ path: "acme/redis/two/manifest.yaml" });
      const outcomes = await Promise.all([merge(one.number, one.head), merge(two.number, two.head)]);
      expect(outcomes.map((outcome) => outcome?.outcome).sort()).toEqual(["main-moved", "merged"]);
    });
  });
}
