import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LINES, ORDERS, requester } from "./contract-bench";
import { Git } from "./git";
import { type LocalReleases, openLocalReleases } from "./local";
import { testClock } from "./local-harness";

const GONE = "de".repeat(20);
const SHOP = "acme/webapp/shop/manifest.yaml";

// What pushes, power cuts and hand work leave in a repository: whatever is wrong in one place, the rest goes on.
describe("a repository in which something is broken", () => {
  let folder = "";
  let directory = "";
  let git: Git;
  let releases: LocalReleases;
  const open = async () => (releases = await openLocalReleases({ directory, branch: "main", now: testClock() }));
  const send = async (path: string) => {
    const base = (await releases.main()).commit;
    return releases.submit({ key: path, title: "Create", path, content: LINES, base, by: requester, groups: [] });
  };
  /** Like git, by renaming: a folder's time tells that something in it is another. */
  const setRef = async (ref: string, content: string) => {
    await writeFile(join(folder, "new"), content);
    await rename(join(folder, "new"), join(directory, ref));
  };
  /** Git's own commands refuse to write such a commit; a push is not asked. */
  const commitAt = async (committed: string) => {
    const [tree, parent] = [await git.text(["rev-parse", "main^{tree}"]), await git.text(["rev-parse", "main"])];
    const input = `tree ${tree}\nparent ${parent}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> ${committed}\n\nBy hand\n`;
    return git.text(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], { input });
  };

  /** Request 2's first log entry with something else in it. */
  const logCommit = async (proposal: object, entry: object = {}) => {
    const log = await git.text(["cat-file", "commit", "refs/requests/2"]);
    const split = log.lastIndexOf("\n\n");
    const said = JSON.parse(log.slice(split)) as { proposal: object };
    const changed = { ...said, proposal: { ...said.proposal, ...proposal }, ...entry };
    const input = `${log.slice(0, split)}\n\n${JSON.stringify(changed)}\n`;
    return git.text(["hash-object", "-t", "commit", "-w", "--stdin"], { input });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "damaged-"));
    directory = join(folder, "releases.git");
    git = new Git(directory);
    await open();
    await send(ORDERS);
  });
  afterEach(async () => {
    await releases.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(["99999999999999 +0000", "99999999999999999999999 +0000", "-5 +0000", ""])(
    "shows main and requests when a commit's time is %j, which no calendar has",
    async (time) => {
      const commit = await commitAt(time);
      await git.run(["update-ref", "refs/heads/main", commit]);
      await git.run(["update-ref", "refs/heads/requests/1", commit]);
      expect((await releases.main()).committedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(await releases.requests()).toHaveLength(1);
      expect((await send(SHOP)).outcome).toBe("opened");
    },
  );

  it.each([
    ["a commit that isn't there", () => Promise.resolve(GONE)],
    ["a file", () => git.text(["hash-object", "-w", "--stdin"], { input: "x" })],
  ])("keeps a request whose branch was set to %s, and lets it be merged", async (_, made) => {
    await setRef("refs/heads/requests/1", `${await made()}\n`);
    expect(await releases.requests()).toMatchObject([{ number: 1, state: "waiting" }]);
    const { head = "", main = "" } = (await releases.request(1)) ?? {};
    await releases.close();
    await open();
    expect(await releases.merge(1, { head, main, by: requester, text: "" })).toMatchObject({ outcome: "merged" });
  });

  it.each(["", "\0\0\0\0", "half an id"])(
    "starts when a request's branch holds %j, and has it again",
    async (content) => {
      await releases.close();
      await setRef("refs/heads/requests/1", content);
      await open();
      expect(await releases.requests()).toMatchObject([{ number: 1, state: "waiting" }]);
      expect(await git.text(["rev-parse", "refs/heads/requests/1"])).toBe((await releases.requests())[0]?.head);
    },
  );

  describe.each([
    ["nothing", () => Promise.resolve(""), "holds no commit's id"],
    ["zeros, as after a power cut", () => Promise.resolve("\0".repeat(41)), "holds no commit's id"],
    ["half an id", () => Promise.resolve("dead"), "holds no commit's id"],
    ["a link to nothing", () => Promise.resolve("ref: refs/heads/nothing"), "holds no commit's id"],
    ["a commit that isn't there", () => Promise.resolve(GONE), "is missing"],
    ["a file", () => git.text(["hash-object", "-w", "--stdin"], { input: "x" }), "is a blob and no commit"],
    ["a commit of main", () => git.text(["rev-parse", "main"]), "none that the portal wrote about request 2"],
    ["another request's log", () => git.text(["rev-parse", "refs/requests/1"]), "none that the portal wrote"],
    ["an entry about no manifest", () => logCommit({ path: "../x" }), "none that the portal wrote"],
    ["an entry by nobody", () => logCommit({}, { by: undefined }), "none that the portal wrote"],
    ["an entry of no known type", () => logCommit({}, { type: "toString" }), "none that the portal wrote"],
  ])("whose newest request's log holds %s", (_, made, why) => {
    beforeEach(async () => {
      await send(SHOP);
      await setRef("refs/requests/2", `${await made()}\n`);
    });

    it.each(["while it runs", "after a restart"])("says so and goes on with the others, %s", async (when) => {
      if (when === "after a restart") {
        await releases.close();
        await open();
      }
      expect(await releases.requests()).toMatchObject([{ number: 1, state: "waiting" }]);
      expect(await releases.request(2)).toBeNull();
      expect(await releases.unreadable()).toEqual([expect.objectContaining({ number: 2, ref: "refs/requests/2" })]);
      expect((await releases.unreadable())[0]?.why).toContain(why);
      const { head = "", main = "" } = (await releases.request(1)) ?? {};
      expect(await releases.merge(1, { head, main, by: requester, text: "" })).toMatchObject({ outcome: "merged" });
    });

    it("gives its number to no other request, and its path to whoever asks next", async () => {
      expect(await send(SHOP)).toMatchObject({ outcome: "opened", request: { number: 3 } });
      await releases.close();
      await open();
      expect((await releases.requests()).map(({ number }) => number)).toEqual([3, 1]);
      expect(await releases.unreadable()).toHaveLength(1);
    });
  });

  it("has a request again whose log was set back to what it was", async () => {
    const log = await git.text(["rev-parse", "refs/requests/1"]);
    await setRef("refs/requests/1", "");
    expect(await releases.unreadable()).toHaveLength(1);
    // What the portal advises.
    await rm(join(directory, "refs/requests/1"));
    await git.run(["update-ref", "refs/requests/1", log]);
    expect(await releases.unreadable()).toEqual([]);
    expect(await releases.requests()).toMatchObject([{ number: 1, state: "waiting" }]);
    expect(await send(ORDERS)).toMatchObject({ outcome: "same" });
  });

  it.each(["config.lock", "packed-refs.lock", "refs/heads/main.lock", "refs/requests/2.lock"])(
    "starts and writes when a killed git left %s",
    async (lock) => {
      await releases.close();
      await setRef(lock, "");
      await open();
      expect((await send(SHOP)).outcome).toBe("opened");
    },
  );

  it("doesn't begin anew when main is gone but requests are there: that would hide what was merged", async () => {
    await releases.close();
    const main = await git.text(["rev-parse", "main"]);
    await git.run(["update-ref", "-d", "refs/heads/main"]);
    await expect(open()).rejects.toThrow("holds requests but no branch main");
    await git.run(["update-ref", "refs/heads/main", main]);
    await open();
    expect(await releases.requests()).toHaveLength(1);
  });

  it("reads a film that somebody pushed as a comment that says how large it is, and goes on with what comes after it", async () => {
    const film = Buffer.alloc(5_000_000, "film\n");
    const blob = await git.text(["hash-object", "-w", "--stdin"], { input: film });
    const tree = async (line: string) => git.text(["mktree"], { input: `${line}\n` });
    const acme = await tree(`100644 blob ${blob}\tmanifest.yaml`);
    const root = await tree(`040000 tree ${acme}\tacme`);
    const input = `tree ${root}\nparent ${await git.text(["rev-parse", "main"])}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nBy hand\n`;
    await git.run([
      "update-ref",
      "refs/heads/main",
      await git.text(["hash-object", "-t", "commit", "-w", "--stdin"], { input }),
    ]);
    const main = await releases.main();
    const [text, request] = await Promise.all([main.read(["acme/manifest.yaml"]), releases.request(1)]);
    expect(text.get("acme/manifest.yaml")).toMatch(/^# This file has 5000000 bytes/);
    expect(request?.after).toBe(LINES);
  });
});
