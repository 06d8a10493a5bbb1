import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Git } from "./git";
import { blobId, ObjectReader } from "./object-reader";

/** Remembers the processes that it starts. */
class WatchedGit extends Git {
  readonly started: ChildProcessWithoutNullStreams[] = [];

  override start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = super.start(args);
    this.started.push(child);
    return child;
  }
}

describe("the reader of objects", () => {
  let directory = "";
  let git: WatchedGit;
  let objects: ObjectReader;
  const write = (content: string) => git.text(["hash-object", "-w", "--stdin"], { input: content });
  const readers = () => git.started.filter(({ spawnargs }) => spawnargs.includes("cat-file"));

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "objects-"));
    git = new WatchedGit(directory);
    await git.run(["init", "--quiet", "--bare"]);
    objects = new ObjectReader(git);
  });
  afterEach(async () => {
    objects.close();
    await rm(directory, { recursive: true, force: true });
  });

  it("answers many questions in their order, through one process", async () => {
    const contents = ["", "\n", "a\nb", "é\u0000", "x".repeat(300_000), "last"];
    const ids = await Promise.all(contents.map(write));
    expect(ids).toEqual(contents.map(blobId));
    const missing = "1".repeat(40);
    const texts = await Promise.all(ids.flatMap((id) => [objects.text(id), objects.object(missing)]));
    expect(texts).toEqual(contents.flatMap((content) => [content, null]));
    expect(readers()).toHaveLength(1);
  });

  it("reads on when its process was killed, also with questions under way", async () => {
    const id = await write("content");
    expect(await objects.text(id)).toBe("content");
    const first = readers()[0];
    const asked = Array.from({ length: 50 }, () => objects.text(id));
    first?.kill("SIGKILL");
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["content"]));
    expect(await objects.text(id)).toBe("content");
    expect(readers()).toHaveLength(2);
  });

  it("says which blob the repository has lost", async () => {
    const lost = "1".repeat(40);
    await expect(objects.text(lost)).rejects.toThrow(lost);
    expect(await objects.text(null)).toBeNull();
  });

  it("refuses questions once it is closed", async () => {
    objects.close();
    await expect(objects.object("HEAD")).rejects.toThrow("closed");
  });
});
