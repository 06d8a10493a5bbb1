import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Git } from "./git";
import { PORTAL } from "./identity";
import { writeCommits } from "./object-writer";
import { RefFiles } from "./ref-files";
import { EXAMPLE_REF, noRefs, putRef } from "./ref-names";
import { RefStore } from "./refs";

describe("refs read from files", () => {
  let directory = "";
  let git: Git;
  let ids: string[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "refs-"));
    git = new Git(directory);
    await git.run(["init", "--quiet", "--bare", "--initial-branch=main"]);
    const commit = { author: PORTAL, committer: PORTAL, at: new Date(0), parents: [], changes: [] };
    ids = await writeCommits(git, [
      { ...commit, message: "One\n" },
      { ...commit, message: "Two\n" },
    ]);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const set = (ref: string, place: number) => git.run(["update-ref", ref, ids[place] ?? ""]);
  const byGit = async () => {
    const table = noRefs();
    const text = await git.text(["for-each-ref", "--format=%(objectname) %(refname)"]);
    for (const line of text.split("\n")) putRef(table, "refs/heads/main", line.slice(41), line.slice(0, 40));
    return table;
  };

  it("are what git says they are, loose or packed, moved, deleted or somebody else's", async () => {
    const files = new RefFiles(directory, "main");
    expect(files.read()).toEqual(noRefs());
    const steps: (() => Promise<unknown>)[] = [
      () => set("refs/heads/main", 0),
      () => set("refs/heads/requests/1", 0),
      () => set("refs/requests/1", 1),
      () => set("refs/heads/requests/draft", 1),
      () => set("refs/heads/requests/7/mine", 1),
      () => set(EXAMPLE_REF, 0),
      () => git.run(["pack-refs", "--all"]),
      () => set("refs/heads/main", 1),
      () => set("refs/requests/1", 0),
      () => set("refs/requests/1", 1),
      () => git.run(["update-ref", "-d", "refs/heads/requests/1"]),
      () => git.run(["pack-refs", "--all"]),
      () => git.run(["update-ref", "-d", EXAMPLE_REF]),
    ];
    for (const step of steps) {
      await step();
      expect(files.read()).toEqual(await byGit());
    }
  });

  it("are asked of git when one is a link to another", async () => {
    await set("refs/heads/main", 0);
    await git.run(["symbolic-ref", "refs/heads/requests/3", "refs/heads/main"]);
    expect(new RefFiles(directory, "main").read()).toBeNull();
    expect((await new RefStore(git, "main").read()).branches).toEqual(new Map([[3, ids[0]]]));
  });

  it("show what another client wrote between a change of ours and the next reading", async () => {
    const refs = new RefStore(git, "main");
    const before = await refs.read();
    const ours = [{ ref: "refs/requests/1", from: null, to: ids[0] ?? "" }];
    expect(await refs.change(ours)).toBe(true);
    await set("refs/heads/main", 1);
    expect(refs.after(before, ours)).toMatchObject({ main: before.main, logs: new Map([[1, ids[0]]]) });
    expect(await refs.read()).toMatchObject({ main: ids[1], logs: new Map([[1, ids[0]]]) });
    await refs.close();
  });

  it("keep their version through a change of ours, which nobody has to read again", async () => {
    const refs = new RefStore(git, "main");
    const ours = [{ ref: "refs/requests/1", from: null, to: ids[0] ?? "" }];
    const before = await refs.read();
    await refs.change(ours);
    const after = refs.after(before, ours);
    expect(after.version).not.toBe(before.version);
    expect(await refs.read()).toBe(after);
    await refs.close();
  });

  it("change together or not at all, also after a change that was refused", async () => {
    const refs = new RefStore(git, "main");
    const [one = "", two = ""] = ids;
    const log = { ref: "refs/requests/1", from: null, to: one };
    expect(await refs.change([log])).toBe(true);
    expect(await refs.change([{ ref: "refs/requests/2", from: null, to: one }, log])).toBe(false);
    expect((await refs.read()).logs).toEqual(new Map([[1, one]]));
    expect(await refs.change([{ ...log, from: one, to: two }])).toBe(true);
    expect((await refs.read()).logs).toEqual(new Map([[1, two]]));
    await refs.close();
    await expect(refs.change([{ ...log, from: two, to: one }])).rejects.toThrow("closed");
  });
});
