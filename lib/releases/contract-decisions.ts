import { describe, expect, it } from "vitest";
import type { RequestState } from "@/lib/domain/request";
import { admin, type Bench, LINES, ORDERS, owner, requester } from "./contract-bench";
import type { Remark } from "./port";

export function decisions(bench: Bench): void {
  const say = (number: number, head: string, type: Remark["type"], text = "") =>
    bench.releases.remark(number, { type, head, text, by: admin });
  const state = async (number: number): Promise<RequestState | undefined> =>
    (await bench.releases.request(number))?.state;

  describe("deciding", () => {
    it("answers null for a number that no request has", async () => {
      const { head } = await bench.opened();
      expect(await say(7, head, "approved")).toBeNull();
      expect(await bench.releases.request(7)).toBeNull();
      expect(await bench.releases.merge(7, { head, main: head, by: admin, text: "" })).toBeNull();
    });

    it("follows the decisions: changes asked, revised, approved, revised again", async () => {
      const { number, head } = await bench.opened();
      await say(number, head, "commented", "Looks good so far.");
      expect(await state(number)).toBe("waiting");
      await say(number, head, "changes-asked", "Less storage, please.");
      expect(await state(number)).toBe("changes-asked");
      await bench.send({ revises: number, content: "a: 2\n" });
      expect(await state(number)).toBe("waiting");
      const now = (await bench.releases.request(number))?.head ?? "";
      await say(number, now, "approved");
      expect(await state(number)).toBe("approved");
      await bench.send({ revises: number, content: "a: 3\n" });
      expect(await state(number)).toBe("waiting");
      const events = (await bench.releases.request(number))?.events;
      expect(events?.map(({ type, by, text }) => [type, by.name, text])).toEqual([
        ["opened", requester.name, ""],
        ["commented", admin.name, "Looks good so far."],
        ["changes-asked", admin.name, "Less storage, please."],
        ["revised", requester.name, ""],
        ["approved", admin.name, ""],
        ["revised", requester.name, ""],
      ]);
    });

    it("refuses a decision on a change that was revised meanwhile", async () => {
      const { number, head } = await bench.opened();
      await bench.send({ revises: number, content: "a: 2\n" });
      for (const type of ["approved", "declined", "changes-asked", "withdrawn"] as const)
        expect(await say(number, head, type)).toMatchObject({ outcome: "moved" });
      const main = (await bench.releases.main()).commit;
      expect(await bench.releases.merge(number, { head, main, by: admin, text: "" })).toMatchObject({
        outcome: "moved",
      });
      expect(await state(number)).toBe("waiting");
    });

    it("records a comment on a change that was revised meanwhile", async () => {
      const { number, head } = await bench.opened();
      await bench.send({ revises: number, content: "a: 2\n" });
      expect(await say(number, head, "commented", "Late.")).toMatchObject({ outcome: "recorded" });
      expect((await bench.releases.request(number))?.events.at(-1)).toMatchObject({ type: "commented", head });
    });

    it("takes a decision on a head of nowhere for one that moved", async () => {
      const { number } = await bench.opened();
      for (const head of ["", "HEAD", "1".repeat(40), "--all"])
        expect(await say(number, head, "approved")).toMatchObject({ outcome: "moved" });
    });

    it("declines and withdraws for good, but still records comments", async () => {
      for (const type of ["declined", "withdrawn"] as const) {
        const { number, head } = await bench.opened();
        expect(await say(number, head, type, "Not now.")).toMatchObject({
          outcome: "recorded",
          request: { state: type },
        });
        expect(await say(number, head, "approved")).toMatchObject({ outcome: "closed" });
        const main = (await bench.releases.main()).commit;
        expect(await bench.releases.merge(number, { head, main, by: admin, text: "" })).toMatchObject({
          outcome: "closed",
        });
        expect(await say(number, head, "commented", "Why?")).toMatchObject({
          outcome: "recorded",
          request: { state: type },
        });
        const detail = await bench.releases.request(number);
        expect(detail).toMatchObject({ state: type, head, after: LINES });
        expect(detail?.events.at(-1)).toMatchObject({ type: "commented", text: "Why?" });
      }
    });

    it("never gives a number twice, not even that of an ended request after a restart", async () => {
      const { number, head } = await bench.opened();
      await say(number, head, "declined");
      await bench.reopen();
      expect((await bench.opened()).number).toBe(number + 1);
    });

    it("keeps an approval when main moves on", async () => {
      const { number, head } = await bench.opened();
      await say(number, head, "approved");
      await bench.merged("acme/manifest.yaml", "x: 1\n");
      expect(await state(number)).toBe("approved");
    });

    it("keeps an approval when the requester only brings main in", async () => {
      const { number, head } = await bench.opened();
      await say(number, head, "approved");
      await bench.merged("acme/manifest.yaml", "x: 1\n");
      expect(await bench.send({ revises: number })).toMatchObject({
        outcome: "revised",
        request: { state: "approved" },
      });
      expect((await bench.releases.request(number))?.events.at(-1)?.type).toBe("updated");
      // What was on screen is the same change, so a decision made there still counts.
      expect(await say(number, head, "changes-asked")).toMatchObject({ outcome: "recorded" });
    });

    it("names a conflict, and a revision from today's main solves it", async () => {
      await bench.merged(ORDERS, LINES);
      const { number, head } = await bench.opened({ content: LINES.replace("a: 1", "a: 10") });
      await say(number, head, "approved");
      await bench.hand.commit("main", ORDERS, LINES.replace("a: 1", "a: 20"));
      expect(await bench.releases.request(number)).toMatchObject({ state: "in-conflict", merged: { conflict: true } });
      expect((await bench.releases.requests())[0]?.state).toBe("in-conflict");
      const main = (await bench.releases.main()).commit;
      expect(await bench.releases.merge(number, { head, main, by: admin, text: "" })).toMatchObject({
        outcome: "conflict",
      });
      await bench.send({ revises: number, content: LINES.replace("a: 1", "a: 30") });
      expect(await bench.releases.request(number)).toMatchObject({
        state: "waiting",
        base: main,
        before: LINES.replace("a: 1", "a: 20"),
        merged: { conflict: false },
      });
    });

    it("tells a decision by an owner from one by an admin", async () => {
      const { number, head } = await bench.opened();
      await bench.releases.remark(number, { type: "approved", head, text: "", by: owner });
      expect((await bench.releases.request(number))?.events.at(-1)).toMatchObject({ by: owner, type: "approved" });
    });
  });
}
