import { describe, expect, it } from "vitest";
import { admin, type Bench, LINES, ORDERS, requester } from "./contract-bench";

export function handWork(bench: Bench): void {
  const approve = (number: number, head: string) =>
    bench.releases.remark(number, { type: "approved", head, text: "", by: admin });

  describe("beside other git clients", () => {
    it("shows a commit that somebody pushed to a request's branch, and takes the approval back", async () => {
      const { number, head } = await bench.opened();
      await approve(number, head);
      const pushed = await bench.hand.commit(number, ORDERS, "a: 2\n");
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({
        head: pushed,
        after: "a: 2\n",
        handEdited: true,
        otherPaths: [],
        state: "waiting",
      });
      expect(detail?.events.at(-1)).toMatchObject({ type: "revised", head: pushed, by: { subject: "" } });
      expect(await approve(number, head)).toMatchObject({ outcome: "moved" });
      expect(await approve(number, pushed)).toMatchObject({ outcome: "recorded", request: { state: "approved" } });
      const after = await bench.releases.request(number);
      expect(after?.events.map(({ type }) => type)).toEqual(["opened", "approved", "revised", "approved"]);
      expect(after?.handEdited).toBe(true);
    });

    it("keeps an approval when somebody merges main into the branch", async () => {
      const { number, head } = await bench.opened();
      await approve(number, head);
      const main = await bench.hand.commit("main", "acme/manifest.yaml", LINES);
      const pushed = await bench.hand.merge("main", number);
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({ head: pushed, base: main, state: "approved", otherPaths: [] });
      expect(detail?.events.at(-1)?.type).toBe("updated");
      const merged = await bench.releases.merge(number, { head, main, by: admin, text: "" });
      expect(merged).toMatchObject({ outcome: "merged" });
    });

    it("names other files that the branch changes, and does not merge it", async () => {
      const { number } = await bench.opened();
      const head = await bench.hand.commit(number, "globex/manifest.yaml", LINES);
      expect(await bench.releases.request(number)).toMatchObject({
        otherPaths: ["globex/manifest.yaml"],
        handEdited: true,
      });
      const main = (await bench.releases.main()).commit;
      expect(await bench.releases.merge(number, { head, main, by: admin, text: "" })).toMatchObject({
        outcome: "conflict",
      });
      expect((await bench.releases.main()).commit).toBe(main);
    });

    it("revises on top of what somebody pushed", async () => {
      const { number } = await bench.opened();
      await bench.hand.commit(number, "globex/manifest.yaml", LINES);
      await bench.send({ revises: number, content: "a: 3\n" });
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({ after: "a: 3\n", otherPaths: ["globex/manifest.yaml"], handEdited: true });
      expect(detail?.events.map(({ type }) => type)).toEqual(["opened", "revised", "revised"]);
    });

    it("keeps what was asked for when somebody deletes a request's branch", async () => {
      const { number, head } = await bench.opened();
      await bench.hand.deleteBranch(number);
      expect(await bench.releases.request(number)).toMatchObject({ head, after: LINES, by: requester });
    });

    it("sees that somebody merged a request by hand", async () => {
      const { number, head } = await bench.opened();
      const commit = await bench.hand.merge(number, "main");
      expect(await bench.releases.request(number)).toMatchObject({
        state: "merged",
        mergeCommit: commit,
        head,
        by: requester,
      });
      expect((await bench.releases.requests())[0]).toMatchObject({ state: "merged" });
      expect(await approve(number, head)).toMatchObject({ outcome: "closed" });
    });

    it("starts no request from a branch that somebody made", async () => {
      const { number } = await bench.opened();
      await bench.hand.commit(number + 5, ORDERS, "a: 2\n");
      expect(await bench.releases.requests()).toHaveLength(1);
      expect((await bench.opened({ path: "acme/manifest.yaml" })).number).toBeGreaterThan(number);
    });
  });
}
