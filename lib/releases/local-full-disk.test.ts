import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LINES, ORDERS, requester } from "./contract-bench";
import { Git } from "./git";
import { type LocalReleases, openLocalReleases } from "./local";
import { handClient, testClock } from "./local-harness";

const SHOP = "acme/webapp/shop/manifest.yaml";

// A limit on the size of files (ulimit -f 0) stands for the full disk: git's writes fail midway, as they do there.
describe("a releases repository on a disk that takes nothing more", () => {
  let folder = "";
  let directory = "";
  let releases: LocalReleases;
  const now = testClock();
  /** Git commands that find the disk full from their next start on. */
  const full = (...commands: string[]) => writeFile(join(folder, "full"), commands.map((one) => `${one}\n`).join(""));
  const open = async () => {
    const path = `${join(folder, "bin")}:${process.env.PATH ?? ""}`;
    releases = await openLocalReleases({ directory, branch: "main", now, path });
  };
  const send = async (path: string) => {
    const base = (await releases.main()).commit;
    return releases.submit({ key: path, title: "Create", path, content: LINES, base, by: requester, groups: [] });
  };
  const refs = () => new Git(directory).text(["for-each-ref"]);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "full-"));
    directory = join(folder, "releases.git");
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    await mkdir(join(folder, "bin"));
    const script = `#!/bin/sh\nif grep -qx "$1" '${folder}/full'; then trap '' XFSZ; ulimit -f 0; fi\nexec '${real}' "$@"\n`;
    await writeFile(join(folder, "bin/git"), script);
    await chmod(join(folder, "bin/git"), 0o755);
    await full();
    await open();
    await send(ORDERS);
    // Git's long-lived processes start anew, and meet the limit.
    await releases.close();
    await open();
  });
  afterEach(async () => {
    await releases.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ["fast-import", "there is no room left"],
    ["update-ref", "it may be full"],
  ])(
    "says what happened when %s can't write, leaves no half request, and takes the same one afterwards",
    async (command, why) => {
      const before = await refs();
      await full(command);
      const sent = Promise.allSettled([send(SHOP), send("acme/manifest.yaml")]);
      for (const outcome of await sent)
        expect(outcome).toMatchObject({ status: "rejected", reason: { name: "PortalError", code: "unavailable" } });
      for (const outcome of await sent) expect(String("reason" in outcome && outcome.reason)).toContain(why);
      expect(await refs()).toBe(before);
      expect(await releases.requests()).toHaveLength(1);
      await full();
      expect(await send(SHOP)).toMatchObject({ outcome: "opened", request: { number: 2 } });
      await new Git(directory).run(["fsck", "--strict"]);
    },
  );

  it("says so to a decision and a merge too, and both hold afterwards", async () => {
    const { head = "", main = "" } = (await releases.request(1)) ?? {};
    await full("fast-import");
    const said = { head, text: "", by: requester };
    await expect(releases.remark(1, { ...said, type: "approved" })).rejects.toThrow("Nothing was changed.");
    await expect(releases.merge(1, { ...said, main })).rejects.toThrow("Nothing was changed.");
    await full();
    expect(await releases.remark(1, { ...said, type: "approved" })).toMatchObject({ outcome: "recorded" });
    expect(await releases.merge(1, { ...said, main })).toMatchObject({ outcome: "merged" });
  });

  it("goes on showing everything when somebody else has merged a request, which can't be noted now", async () => {
    await handClient(directory, now).merge(1, "main");
    await full("fast-import", "update-ref");
    expect((await releases.main()).entry(ORDERS)).toBeDefined();
    expect(await releases.requests()).toHaveLength(1);
    await full();
    expect(await releases.requests()).toMatchObject([{ state: "merged" }]);
  });

  it("forgets that two changes of a file couldn't be brought together once git can write again", async () => {
    const { head = "", main = "" } = (await releases.request(1)) ?? {};
    await releases.merge(1, { head, main, by: requester, text: "" });
    const base = (await releases.main()).commit;
    const content = LINES.replace("a: 1", "a: 9");
    await releases.submit({ key: "k", title: "Change", path: ORDERS, content, base, by: requester, groups: [] });
    await handClient(directory, now).commit("main", ORDERS, LINES.replace("f: 6", "f: 9"));
    await full("merge-tree");
    await releases.requests();
    await full();
    expect((await releases.request(2))?.merged).toEqual({ conflict: false, content: content.replace("f: 6", "f: 9") });
  });
});
