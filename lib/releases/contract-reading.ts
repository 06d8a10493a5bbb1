import { describe, expect, it } from "vitest";
import { type Bench, LINES, ORDERS, owner, requester } from "./contract-bench";

export function reading(bench: Bench): void {
  const at = async (commit: string, path: string) => [
    ...((await (await bench.releases.at(commit))?.read([path])) ?? []).values(),
  ];
  describe("reading", () => {
    it("lists tenants and instances of main in order, and what is no manifest apart", async () => {
      for (const path of [
        "b/manifest.yaml",
        "a/redis/x/manifest.yaml",
        "a-b/manifest.yaml",
        "a/postgres-b/z/manifest.yaml",
      ])
        await bench.hand.commit("main", path, LINES);
      for (const path of ["a/postgres/z/manifest.yaml", "a/postgres/a/manifest.yaml", "README.md", "a/notes.txt"])
        await bench.hand.commit("main", path, LINES);
      const main = await bench.releases.main();
      expect(main.tenants()).toEqual(["a-b", "b"]);
      expect(main.instances("a").map(({ path }) => path)).toEqual([
        "a/postgres/a/manifest.yaml",
        "a/postgres/z/manifest.yaml",
        "a/postgres-b/z/manifest.yaml",
        "a/redis/x/manifest.yaml",
      ]);
      expect(main.instanceCount()).toBe(4);
      expect(main.instances("nobody")).toEqual([]);
      expect(main.homeless().map(({ path }) => path)).toEqual([
        "a/postgres-b/z/manifest.yaml",
        "a/postgres/a/manifest.yaml",
        "a/postgres/z/manifest.yaml",
        "a/redis/x/manifest.yaml",
      ]);
      expect(main.foreign()).toEqual(["README.md", "a/notes.txt"]);
      const found = await main.read(["b/manifest.yaml", "README.md", "../x", "b/manifest.yaml"]);
      expect([...found]).toEqual([["b/manifest.yaml", LINES]]);
    });

    it("knows each file's newest commit, whether it followed main or was opened afresh", async () => {
      const first = await bench.hand.commit("main", ORDERS, LINES);
      await bench.releases.main();
      const { commit } = await bench.merged("acme/manifest.yaml", "x: 1\n");
      const second = await bench.hand.commit("main", "acme/redis/cache/manifest.yaml", "x: 1\n");
      const third = await bench.hand.commit("main", "acme/redis/cache/manifest.yaml", null);
      const check = async () => {
        const main = await bench.releases.main();
        expect(main.commit).toBe(third);
        expect(main.entry(ORDERS)?.commit).toBe(first);
        expect(main.entry("acme/manifest.yaml")?.commit).toBe(commit);
        expect(main.entry("acme/redis/cache/manifest.yaml")).toBeUndefined();
        return [main.entry(ORDERS), main.entry("acme/manifest.yaml")];
      };
      const followed = await check();
      await bench.reopen();
      expect(await check()).toEqual(followed);
      expect(await at(second, "acme/redis/cache/manifest.yaml")).toEqual(["x: 1\n"]);
    });

    it("shows main as it was, and null for a commit that is not main's", async () => {
      const before = (await bench.releases.main()).commit;
      const { number, commit: merged } = await bench.merged(ORDERS, LINES);
      expect(await at(before, ORDERS)).toEqual([]);
      await bench.hand.commit("main", ORDERS, "a: 9\n");
      expect(await at(merged, ORDERS)).toEqual([LINES]);
      // What is no manifest is nobody's to read, at no time.
      const foreign = await bench.hand.commit("main", "README.md", "x");
      expect(await at(foreign, "README.md")).toEqual([]);
      const open = await bench.opened({ content: "a: 2\n" });
      expect(open.number).toBe(number + 1);
      for (const commit of [open.head, "1".repeat(40), "main", "--all", ""])
        expect(await bench.releases.at(commit)).toBeNull();
    });

    it("tells what main has changed since a commit, and no longer what was changed back", async () => {
      const before = await bench.hand.commit("main", ORDERS, LINES);
      const changed = async (commit: string) => [...((await (await bench.releases.at(commit))?.changed()) ?? [])];
      expect(await changed(before)).toEqual([]);
      const after = await bench.hand.commit("main", ORDERS, "a: 9\n");
      await bench.merged("acme/manifest.yaml", LINES);
      expect((await changed(before)).sort()).toEqual(["acme/manifest.yaml", ORDERS].sort());
      expect(await changed(after)).toEqual(["acme/manifest.yaml"]);
      await bench.hand.commit("main", ORDERS, LINES);
      expect(await changed(before)).toEqual(["acme/manifest.yaml"]);
    });

    it("tells another version after every change and the same one without", async () => {
      const seen = new Set([await bench.releases.version()]);
      expect(seen).toContain(await bench.releases.version());
      const { number, head } = await bench.opened();
      seen.add(await bench.releases.version());
      await bench.releases.remark(number, { type: "commented", head, text: "Hm.", by: owner });
      seen.add(await bench.releases.version());
      await bench.hand.commit("main", "acme/manifest.yaml", LINES);
      seen.add(await bench.releases.version());
      await bench.hand.commit(number, ORDERS, "a: 2\n");
      seen.add(await bench.releases.version());
      expect(seen.size).toBe(5);
      expect(seen).toContain(await bench.releases.version());
    });

    it("lists a path's commits, newest first and at most as many as asked for", async () => {
      await bench.merged(ORDERS, LINES);
      await bench.merged("acme/manifest.yaml", LINES);
      const byHand = await bench.hand.commit("main", ORDERS, "a: 2\n");
      const gone = await bench.merged(ORDERS, null);
      const history = await bench.releases.history(ORDERS, 10);
      expect(history.map(({ request }) => request)).toEqual([gone.number, null, 1]);
      expect(history.map(({ commit }) => commit)).toContain(byHand);
      expect(history[1]).toMatchObject({ reviewedBy: null });
      expect(await bench.releases.history(ORDERS, 1)).toEqual(history.slice(0, 1));
      expect(await bench.releases.history("nobody/manifest.yaml", 3)).toEqual([]);
    });

    it("tells of nothing that never was while others write", { timeout: 90_000 }, async () => {
      const seen = new Set<string>();
      let writing = true;
      const reader = async () => {
        while (writing) {
          for (const { number, path, events, state } of await bench.releases.requests()) {
            const detail = await bench.releases.request(number);
            expect(detail?.handEdited).toBe(false);
            seen.add(`${path} ${events.length} ${state}`);
          }
        }
      };
      const writer = async (path: string) => {
        for (const content of ["a: 1\n", "a: 2\n", "a: 3\n", "a: 4\n"]) await bench.send({ key: path, path, content });
        const [request] = (await bench.releases.requests()).filter((one) => one.path === path);
        if (!request) throw new Error(`There is no request for ${path}.`);
        const { number, head } = request;
        await bench.releases.remark(number, { type: "declined", head, text: "", by: owner });
      };
      const writers = ["a/manifest.yaml", "b/manifest.yaml", "c/manifest.yaml"].map(writer);
      await Promise.all([reader(), reader(), Promise.all(writers).finally(() => (writing = false))]);
      for (const line of seen) expect(line).toMatch(/^[abc]\/manifest\.yaml ([1-4] waiting|5 declined)$/);
    });

    it("finds everything again after a restart", async () => {
      await bench.merged("acme/manifest.yaml", LINES);
      const { number, head } = await bench.opened({ key: "k" });
      await bench.releases.remark(number, { type: "approved", head, text: "Yes.", by: owner });
      const [requests, detail] = [await bench.releases.requests(), await bench.releases.request(number)];
      await bench.reopen();
      expect(await bench.releases.requests()).toEqual(requests);
      expect(await bench.releases.request(number)).toEqual(detail);
      expect(await bench.send({ key: "k" })).toMatchObject({ outcome: "same", request: { number, by: requester } });
    });
  });
}
