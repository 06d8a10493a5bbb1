import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Git } from "./git";
import { PORTAL } from "./identity";
import { type NewCommit, ObjectWriter } from "./object-writer";
import { removeLeftovers } from "./prepare";

/** Remembers the processes that it starts. */
class WatchedGit extends Git {
  readonly started: ChildProcessWithoutNullStreams[] = [];

  override start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = super.start(args);
    this.started.push(child);
    return child;
  }
}

describe("the writer of objects", () => {
  let directory = "";
  let git: WatchedGit;
  let writer: ObjectWriter;
  const commit = (text: string, parents: NewCommit["parents"] = []): NewCommit => ({
    author: PORTAL,
    committer: PORTAL,
    at: new Date(0),
    message: `${text}\n`,
    parents,
    changes: [{ path: `a/${text}.yaml`, text }],
  });
  const writers = () => git.started.filter(({ spawnargs }) => spawnargs.includes("fast-import"));
  const filesOf = (id: string) => git.text(["ls-tree", "-r", "--name-only", id]);
  const marks = async () => (await readdir(join(directory, "objects/pack"))).filter((name) => name.endsWith(".keep"));

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "writer-"));
    git = new WatchedGit(directory);
    await git.run(["init", "--quiet", "--bare"]);
    writer = new ObjectWriter(git);
  });
  afterEach(async () => {
    await writer.close();
    await rm(directory, { recursive: true, force: true });
  });

  it("writes again and again through one process, each write there at once, and no ref ever", async () => {
    const [first = "", second = ""] = await writer.write([commit("one"), commit("two", [0])]);
    expect(await filesOf(second)).toBe("a/one.yaml\na/two.yaml");
    // The names that a write gives to its commits mean nothing to the next.
    const [third = ""] = await writer.write([commit("three", [first])]);
    expect(await filesOf(third)).toBe("a/one.yaml\na/three.yaml");
    const [root = ""] = await writer.write([commit("four")]);
    expect(await filesOf(root)).toBe("a/four.yaml");
    expect(writers()).toHaveLength(1);
    await writer.close();
    expect(await git.text(["for-each-ref"])).toBe("");
    expect(await marks()).toEqual([]);
    expect(await readdir(directory)).not.toContainEqual(expect.stringContaining("crash"));
    await git.run(["fsck", "--strict", "--no-dangling"]);
  });

  it("goes on after its process was killed and after an order that git refused", async () => {
    const [first = ""] = await writer.write([commit("one")]);
    writers()[0]?.kill("SIGKILL");
    const [second = ""] = await writer.write([commit("two", [first])]);
    await expect(writer.write([commit("three", ["1".repeat(40)])])).rejects.toThrow("fast-import");
    const [fourth = ""] = await writer.write([commit("four", [second])]);
    expect(await filesOf(fourth)).toBe("a/four.yaml\na/one.yaml\na/two.yaml");
    expect(await readdir(directory)).not.toContainEqual(expect.stringContaining("crash"));
  });

  it("keeps its packs out of housekeeping only until it rests, and when killed only until the next start", async () => {
    await writer.write([commit("one")]);
    expect(await marks()).toHaveLength(1);
    await writer.rest();
    expect(await marks()).toEqual([]);
    await writer.write([commit("two")]);
    writers().at(-1)?.kill("SIGKILL");
    const theirs = "pack-theirs.keep";
    await writeFile(join(directory, "objects/pack", theirs), "for the archive\n");
    await removeLeftovers(directory);
    expect(await marks()).toEqual([theirs]);
  });
});
