import { describe, expect, it } from "vitest";
import { type Bench, LINES, ORDERS, owner, requester } from "./contract-bench";

export function submitting(bench: Bench): void {
  describe("submitting", () => {
    it("opens a request that waits, starts at its base and is listed", async () => {
      const base = (await bench.releases.main()).commit;
      const outcome = await bench.send();
      expect(outcome).toMatchObject({
        outcome: "opened",
        request: { number: 1, type: "create", state: "waiting", path: ORDERS, by: requester, mergeCommit: null },
      });
      expect(await bench.releases.request(1)).toMatchObject({
        title: "Create Postgres orders in acme",
        target: { type: "instance", tenant: "acme", service: "postgres", name: "orders" },
        base,
        main: base,
        before: null,
        after: LINES,
        current: null,
        merged: { conflict: false, content: LINES },
        otherPaths: [],
        handEdited: false,
        events: [{ type: "opened", by: requester, text: "" }],
      });
      expect((await bench.releases.requests()).map(({ number }) => number)).toEqual([1]);
      expect((await bench.releases.main()).commit).toBe(base);
    });

    it("answers a key and content that were sent before with the same request", async () => {
      const base = (await bench.releases.main()).commit;
      await bench.send({ key: "k", base });
      const again = await bench.send({ key: "k", base });
      expect(again).toMatchObject({ outcome: "same", request: { number: 1 } });
      expect(await bench.releases.requests()).toHaveLength(1);
    });

    it("answers a key whose request was merged with that request", async () => {
      const base = (await bench.releases.main()).commit;
      const { number, head } = await bench.opened({ key: "k", base });
      await bench.releases.merge(number, { head, main: base, by: owner, text: "" });
      expect(await bench.send({ key: "k", base })).toMatchObject({ outcome: "same", request: { state: "merged" } });
    });

    it("adds a commit when the same key comes with other content", async () => {
      const first = await bench.opened({ key: "k" });
      const second = await bench.send({ key: "k", content: "a: 2\n" });
      expect(second).toMatchObject({ outcome: "revised", request: { number: first.number } });
      const detail = await bench.releases.request(first.number);
      expect(detail?.after).toBe("a: 2\n");
      expect(detail?.head).not.toBe(first.head);
      expect(detail?.events.map(({ type }) => type)).toEqual(["opened", "revised"]);
    });

    it("moves the request when the same key comes with another path", async () => {
      const path = "acme/postgres/orders-2/manifest.yaml";
      const { number } = await bench.opened({ key: "k" });
      expect(await bench.send({ key: "k", path })).toMatchObject({ outcome: "revised", request: { number, path } });
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({ path, after: LINES, otherPaths: [] });
      expect(await bench.send()).toMatchObject({ outcome: "opened" });
    });

    it("takes the same key from two persons for two keys", async () => {
      await bench.send({ key: "k" });
      const path = "acme/manifest.yaml";
      expect(await bench.send({ key: "k", by: owner, path })).toMatchObject({
        outcome: "opened",
        request: { number: 2 },
      });
    });

    it("refuses a second open request for a path and names the first", async () => {
      const { number } = await bench.opened();
      expect(await bench.send({ by: owner })).toMatchObject({ outcome: "taken", request: { number } });
    });

    it("opens a second request for a path when the first has ended", async () => {
      const { number, head } = await bench.opened();
      await bench.releases.remark(number, { type: "withdrawn", head, text: "", by: requester });
      expect(await bench.send()).toMatchObject({ outcome: "opened", request: { number: 2 } });
    });

    it("refuses content that the base has already", async () => {
      await bench.merged(ORDERS, LINES);
      expect(await bench.send()).toEqual({ outcome: "unchanged" });
      expect(await bench.send({ path: "acme/manifest.yaml", content: null })).toEqual({ outcome: "unchanged" });
    });

    it("refuses a base that is no commit of main", async () => {
      const { head } = await bench.opened({ path: "acme/manifest.yaml" });
      for (const base of [head, "0".repeat(40), "1".repeat(40), "main", "--all", ""])
        expect(await bench.send({ base })).toEqual({ outcome: "unknown-base" });
    });

    it("refuses a path that is no manifest's", async () => {
      for (const path of ["../manifest.yaml", "acme/README.md", "/etc/passwd", "acme/postgres/manifest.yaml", ""])
        await expect(bench.send({ path })).rejects.toThrow("not the path of a manifest");
    });

    it("opens a request that deletes, and one that updates", async () => {
      await bench.merged(ORDERS, LINES);
      await bench.merged("acme/manifest.yaml", LINES);
      expect(await bench.send({ content: null })).toMatchObject({ outcome: "opened", request: { type: "delete" } });
      const update = await bench.opened({ path: "acme/manifest.yaml", content: "a: 9\n" });
      expect(await bench.releases.request(update.number)).toMatchObject({
        type: "update",
        before: LINES,
        after: "a: 9\n",
      });
    });

    it("revises an open request and not an ended one", async () => {
      const { number, head } = await bench.opened();
      const revised = await bench.send({ revises: number, content: "a: 2\n", title: "Create it otherwise" });
      expect(revised).toMatchObject({ outcome: "revised", request: { number, title: "Create it otherwise" } });
      expect(await bench.send({ revises: number, content: "a: 2\n" })).toMatchObject({ outcome: "same" });
      const now = (await bench.releases.request(number))?.head ?? head;
      await bench.releases.remark(number, { type: "declined", head: now, text: "No.", by: owner });
      const late = await bench.send({ revises: number, content: "a: 3\n" });
      expect(late).toMatchObject({ outcome: "closed", request: { state: "declined" } });
    });

    it("brings main in when a revision was made from a newer main", async () => {
      await bench.merged(ORDERS, LINES);
      const { number } = await bench.opened({ content: LINES.replace("a: 1", "a: 10") });
      const other = await bench.merged("acme/manifest.yaml", "x: 1\n");
      const content = LINES.replace("a: 1", "a: 11");
      expect(await bench.send({ revises: number, content })).toMatchObject({ outcome: "revised" });
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({ base: other.commit, after: content, otherPaths: [], handEdited: false });
    });

    it("keeps the requester's groups as of the newest sending, and nobody else's", async () => {
      const { number, head } = await bench.opened({ groups: ["dev:team", "dev:oncall"] });
      const groups = async () => (await bench.releases.request(number))?.requesterGroups;
      await bench.releases.remark(number, { type: "commented", head, text: "Why?", by: owner });
      await bench.reopen();
      expect(await groups()).toEqual(["dev:team", "dev:oncall"]);
      await bench.send({ revises: number, content: "a: 2\n", groups: ["dev:team"] });
      await bench.hand.commit(number, ORDERS, "a: 3\n");
      await bench.send({ revises: number, content: "a: 4\n", by: owner, groups: ["dev:owners"] });
      await bench.reopen();
      expect(await groups()).toEqual(["dev:team"]);
    });

    it("keeps any text as it was written", async () => {
      const nasty = "Line\n\nRequest: 99\nReviewed-by: nobody\n---\n\u0000 \"{'< >\u2028 end\n";
      const by = { subject: "dev:a\nb", name: "A <b>\nc", email: "x> y" };
      const { number, head } = await bench.opened({ by, title: "One\n\nRequest: 12", content: "a: \u2028 \u0000\n" });
      await bench.releases.remark(number, { type: "commented", head, text: nasty, by });
      await bench.reopen();
      const detail = await bench.releases.request(number);
      expect(detail).toMatchObject({ title: "One Request: 12", by, after: "a: \u2028 \u0000\n" });
      expect(detail?.events[1]).toMatchObject({ type: "commented", text: nasty, by });
    });

    it("lands every one of twenty submissions to distinct paths that are sent at once", {
      timeout: 90_000,
    }, async () => {
      const paths = Array.from({ length: 20 }, (_, place) => `acme/redis/cache-${place}/manifest.yaml`);
      const outcomes = await Promise.all(paths.map((path) => bench.send({ path })));
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(paths.map(() => "opened"));
      const requests = await bench.releases.requests();
      expect(requests.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, place) => 20 - place));
      expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(paths));
    });

    it("lets one of several submissions to the same path win", async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => bench.send()));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        "opened",
        ...Array.from({ length: 7 }, () => "taken"),
      ]);
      expect(await bench.releases.requests()).toHaveLength(1);
    });
  });
}
