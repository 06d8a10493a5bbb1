import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../harness/root";
import { git } from "./git";
import { openPlatformView, type PlatformView } from "./platform-view";

const WHO = {
  GIT_AUTHOR_NAME: "By hand",
  GIT_AUTHOR_EMAIL: "by-hand@example.invalid",
  GIT_COMMITTER_NAME: "By hand",
  GIT_COMMITTER_EMAIL: "by-hand@example.invalid",
};
const home = mkdtempSync(join(tmpdir(), "view-"));
const checkout = join(home, "checkout");
let view: PlatformView;
beforeAll(async () => {
  await git(["clone", "--quiet", "--no-local", "--depth=1", `file://${ROOT}`, checkout]);
  // As a machine that tests a commit has it: on no branch.
  await git(["-C", checkout, "checkout", "--quiet", "--detach"]);
  const folder = join(home, "view");
  mkdirSync(folder);
  view = await openPlatformView({ checkout, folder, gitServer: "http://127.0.0.1:41234" });
});
afterAll(() => rmSync(home, { recursive: true }));

const shown = (path: string) => git(["--git-dir", view.directory, "show", `refs/heads/main:${path}`]);

describe("the platform repository as a local cluster sees it", () => {
  it("is the checkout's HEAD and one commit, which names the repositories where this machine serves them", async () => {
    const head = await git(["-C", checkout, "rev-parse", "HEAD"]);
    expect(await git(["--git-dir", view.directory, "rev-parse", "refs/heads/main^"])).toBe(head);
    expect(await shown("definitions/gitrepository.yaml")).toContain(
      `url: http://127.0.0.1:41234/${view.platform().platformRepository}.git`,
    );
    const changed = await git(["--git-dir", view.directory, "diff", "--name-only", head, "refs/heads/main"]);
    expect(changed.split("\n")).toEqual(
      expect.arrayContaining([
        "definitions/gitrepository.yaml",
        "definitions/tenant.yaml",
        "deploy/argocd/applications.yaml",
        "deploy/argocd/projects.yaml",
      ]),
    );
    expect(changed.split("\n").filter((path) => !/^(definitions|deploy\/argocd)\//.test(path))).toEqual([]);
    expect(readFileSync(join(view.files, "definitions/tenant.yaml"), "utf8")).not.toContain("https://github.com");
  });

  it("has what is committed later, and nothing that isn't", async () => {
    const file = join(checkout, "charts/webapp/Chart.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}# Later.\n`);
    await view.refresh();
    expect(await shown("charts/webapp/Chart.yaml")).not.toContain("# Later.");
    await git(["-C", checkout, "commit", "--quiet", "--all", "--message=Later"], WHO);
    await Promise.all([view.refresh(), view.refresh()]);
    expect(await shown("charts/webapp/Chart.yaml")).toContain("# Later.");
    expect(await shown("definitions/gitrepository.yaml")).toContain("http://127.0.0.1:41234/");
  });
});
