import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "./git";
import { type GitServer, serveGit } from "./serve";

const WHO = {
  GIT_AUTHOR_NAME: "By hand",
  GIT_AUTHOR_EMAIL: "by-hand@example.invalid",
  GIT_COMMITTER_NAME: "By hand",
  GIT_COMMITTER_EMAIL: "by-hand@example.invalid",
};

let home: string;
let server: GitServer;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "git-"));
  server = await serveGit();
});
afterEach(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** A bare repository with one file on main and a request beside it, served as `owner/name`. */
async function served(): Promise<string> {
  const bare = join(home, "bare.git");
  const work = join(home, "work");
  await git(["init", "--quiet", "--bare", "--initial-branch=main", bare]);
  await git(["init", "--quiet", "--initial-branch=main", work]);
  writeFileSync(join(work, "file"), "one\n");
  await git(["-C", work, "add", "."]);
  await git(["-C", work, "commit", "--quiet", "--message=One"], WHO);
  await git(["-C", work, "push", "--quiet", bare, "main", "main:refs/heads/requests/1", "main:refs/requests/1"]);
  server.serve("owner/name", { directory: bare, branch: "main" });
  return `${server.url}/owner/name.git`;
}

describe("the git server", () => {
  it("lets a repository be cloned, and shows its live branch alone", async () => {
    const url = await served();
    await git(["clone", "--quiet", url, join(home, "clone")]);
    expect(await git(["-C", join(home, "clone"), "show", "HEAD:file"])).toBe("one");
    const listed = await git(["ls-remote", url]);
    expect(listed.split("\n").map((line) => line.split("\t")[1])).toEqual(["HEAD", "refs/heads/main"]);
  });

  it("refuses a push, and what is not served", async () => {
    const url = await served();
    await git(["clone", "--quiet", url, join(home, "clone")]);
    const push = git(["-C", join(home, "clone"), "push", "origin", "main:refs/heads/other"]);
    await expect(push).rejects.toThrow("403");
    expect((await fetch(`${url}/git-receive-pack`, { method: "POST" })).status).toBe(403);
    for (const path of ["/owner/other.git/info/refs", "/owner/name.git/config", "/owner/name.git/../bare.git/HEAD"])
      expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 404]);
  });

  it("brings a repository up to date before it tells its branch", async () => {
    const url = await served();
    let asked = 0;
    const refresh = () => Promise.resolve(void (asked += 1));
    server.serve("owner/name", { directory: join(home, "bare.git"), branch: "main", refresh });
    await git(["ls-remote", url]);
    expect(asked).toBe(1);
  });
});
