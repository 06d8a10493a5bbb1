import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitServer, serveGit } from "./cluster/git/serve";
import { expectAccessible } from "./harness/axe";
import { send } from "./harness/job";
import { ownPortal } from "./harness/own";
import { ROOT } from "./harness/root";
import { expect, test } from "./harness/test";

// The catalogue as production reads it: from a repository that people push to while the portal runs.
let folder: string;
let server: GitServer;

const git = (...words: string[]) =>
  execFileSync("git", ["-C", join(folder, "work"), ...words], { encoding: "utf8" }).trim();

/** Changes a file and pushes; answers the commit. */
function push(file?: string, change: (text: string) => string = (text) => text): string {
  if (file !== undefined) {
    const path = join(folder, "work", file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
  git("add", "--all");
  git("-c", "user.name=By hand", "-c", "user.email=by-hand@example.invalid", "commit", "--quiet", "-m", "Change");
  git("push", "--quiet", "origin", "HEAD:main");
  return git("rev-parse", "HEAD");
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "platform-mirror-"));
  mkdirSync(join(folder, "work"));
  for (const name of ["platform.yaml", "charts"])
    cpSync(join(ROOT, name), join(folder, "work", name), { recursive: true });
  execFileSync("git", ["init", "--bare", "--quiet", "--initial-branch=main", join(folder, "hub.git")]);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", join(folder, "hub.git"));
  push();
  server = await serveGit();
  server.serve("acme/platform", { directory: join(folder, "hub.git"), branch: "main" });
});
test.afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const portal = ownPortal(() => ({
  PLATFORM_REPOSITORY_URL: `${server.url}/acme/platform.git`,
  PLATFORM_EVERY: "1",
  // Nothing is read from here.
  PLATFORM_DIR: "/nowhere",
}));

test("a pushed field is in the form without a restart, and open forms are sent or told", async ({ pageAs }) => {
  const same = await pageAs("requester", portal.url);
  await same.goto("/services/redis/new?tenant=example");
  await same.getByRole("textbox", { name: /^Name/ }).first().fill("same");
  const other = await pageAs("requester", portal.url);
  await other.goto("/services/webapp/new?tenant=example");
  await other.getByRole("textbox", { name: /^Name/ }).first().fill("other");
  await other.getByRole("textbox", { name: /^Image/ }).fill("nginxinc/nginx-unprivileged:1.29");

  const commit = push("charts/webapp/values.schema.json", (text) =>
    text.replace('"properties": {', '"properties": { "motto": { "title": "Motto", "type": "string", "default": "" },'),
  );
  const admin = await pageAs("platform-admin", portal.url);
  await expect(async () => {
    await admin.goto("/admin/health");
    await expect(admin.getByRole("region", { name: "Charts" })).toContainText(`at commit ${commit.slice(0, 7)}`);
  }).toPass();

  await send(same);
  await other.getByRole("button", { name: "Send request" }).click();
  await expect(other.getByRole("alert").first()).toContainText("has changed since it was opened");
  await other.reload();
  await expect(other.getByRole("textbox", { name: "Motto" })).toBeVisible();
  await expect(other.getByRole("textbox", { name: /^Name/ }).first()).toHaveValue("other");
  await send(other);
});

test("a broken commit changes nothing but the page that tells what to mend", async ({ pageAs }) => {
  const broken = push("charts/redis/values.schema.json", () => "{");
  const admin = await pageAs("platform-admin", portal.url);
  const charts = admin.getByRole("region", { name: "Charts" });
  await expect(async () => {
    await admin.goto("/admin/health");
    await expect(charts).toContainText(`Commit ${broken.slice(0, 7)} is newer and can’t be used`);
  }).toPass();
  await expect(charts).toContainText("charts/redis/values.schema.json");
  await expectAccessible(admin, "a commit that can't be used");
  await admin.goto("/services/redis/new?tenant=example");
  await expect(admin.getByRole("button", { name: "Send request" })).toBeVisible();
});
