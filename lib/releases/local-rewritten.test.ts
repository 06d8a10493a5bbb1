import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import { Git } from "./git";
import { localHarness } from "./local-harness";

const SHOP = "acme/webapp/shop/manifest.yaml";

// Somebody with the right to push sets main back, or writes it anew, while the portal runs.
describe("a main that somebody set back", () => {
  let harness: Awaited<ReturnType<typeof localHarness>>;
  const git = () => new Git(harness.directory);
  const send = async (path: string, content = LINES) => {
    const base = (await harness.releases.main()).commit;
    return harness.releases.submit({ key: path + content, title: "t", path, content, base, by: requester, groups: [] });
  };
  const merge = async (number: number) => {
    const { head = "", main = "" } = (await harness.releases.request(number)) ?? {};
    return harness.releases.merge(number, { head, main, by: admin, text: "" });
  };
  const setBack = (commit: string) => git().run(["update-ref", "refs/heads/main", commit]);

  beforeEach(async () => {
    harness = await localHarness();
  });
  afterEach(() => harness.close());

  it("shows what is there now, and what was merged can be asked for and merged again", async () => {
    const start = (await harness.releases.main()).commit;
    await send(ORDERS);
    await merge(1);
    expect((await harness.releases.main()).entry(ORDERS)).toBeDefined();
    await setBack(start);
    expect(await harness.releases.main()).toMatchObject({ commit: start });
    expect((await harness.releases.main()).entry(ORDERS)).toBeUndefined();
    expect((await harness.releases.main()).tenants()).toEqual([]);
    expect(await harness.releases.history(ORDERS, 9)).toEqual([]);
    // It was merged: that this was undone is main's story and not the request's.
    expect(await harness.releases.requests()).toMatchObject([{ number: 1, state: "merged" }]);
    expect(await send(ORDERS, "a: 2\n")).toMatchObject({ outcome: "opened", request: { number: 2, type: "create" } });
    expect(await merge(2)).toMatchObject({ outcome: "merged" });
    const again = await harness.reopen();
    expect(await again.requests()).toMatchObject([{ state: "merged" }, { state: "merged" }]);
    expect([...(await (await again.main()).read([ORDERS])).values()]).toEqual(["a: 2\n"]);
  });

  it("brings nothing back with a request that was made from what is gone", async () => {
    const start = (await harness.releases.main()).commit;
    await send(ORDERS);
    await merge(1);
    const gone = (await harness.releases.main()).commit;
    await send(SHOP);
    await setBack(start);
    const detail = await harness.releases.request(2);
    expect(detail).toMatchObject({ state: "waiting", main: start, otherPaths: [], merged: { content: LINES } });
    expect(await merge(2)).toMatchObject({ outcome: "merged" });
    expect((await harness.releases.main()).entry(SHOP)).toBeDefined();
    expect((await harness.releases.main()).entry(ORDERS)).toBeUndefined();
    expect(await harness.releases.at(gone)).not.toBeNull();
  });

  it("says of a form that was opened on what is gone that its base is unknown", async () => {
    const start = (await harness.releases.main()).commit;
    await harness.hand.commit("main", ORDERS, LINES);
    const base = (await harness.releases.main()).commit;
    await setBack(start);
    const sent = { key: "k", title: "t", path: ORDERS, content: "a: 2\n", base, by: requester, groups: [] };
    expect(await harness.releases.submit(sent)).toEqual({ outcome: "unknown-base" });
    expect(await harness.releases.at(base)).toBeNull();
  });

  it("doesn't call an open request merged because main was set back to before it", async () => {
    await harness.hand.commit("main", ORDERS, LINES);
    await send(SHOP);
    await setBack(await git().text(["rev-parse", "main~1"]));
    expect(await harness.releases.requests()).toMatchObject([{ state: "waiting" }]);
  });

  it("goes on when main is another history altogether, and merges nothing from the old one in", async () => {
    await harness.hand.commit("main", ORDERS, LINES);
    await send(ORDERS, LINES.replace("a: 1", "a: 9"));
    await send(SHOP);
    const tree = await git().text(["rev-parse", "main^{tree}"]);
    const input = `tree ${tree}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nAnew\n`;
    await setBack(await git().text(["hash-object", "-t", "commit", "-w", "--stdin"], { input }));
    expect((await harness.releases.requests()).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await merge(1)).toMatchObject({ outcome: "merged" });
    expect(await merge(2)).toMatchObject({ outcome: "merged" });
    expect((await harness.releases.main()).entry(SHOP)).toBeDefined();
  });
});
