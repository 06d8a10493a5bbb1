import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { heading, previewOf, requestNumber, send } from "./harness/job";
import { leave, newPlace, startPortal } from "./harness/portal";
import { fileOn } from "./harness/releases";
import { ROOT } from "./harness/root";
import { expect, test } from "./harness/test";

test.use({ tolerated: /ERR_CONNECTION|Failed to fetch/ });

/** The repository once more, as somebody would have changed it for a new release. */
function nextRelease(): string {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  try {
    execFileSync("cp", ["-al", join(ROOT, "node_modules"), folder], { stdio: "ignore" });
  } catch {
    // Another file system: then they are copied for good.
    execFileSync("cp", ["-a", join(ROOT, "node_modules"), folder]);
  }
  const bar = join(folder, "components/form/send-bar.tsx");
  const text = readFileSync(bar, "utf8");
  const changed = text.replace("Draft saved on this device", "Draft kept on this device");
  if (changed === text) throw new Error("The next release is the same as this one.");
  writeFileSync(bar, changed);
  return folder;
}

function chunksOf(root: string): string[] {
  return readdirSync(join(root, ".next/static/chunks")).sort();
}

test("a form that was opened before the portal was redeployed is sent, and none of it is lost", async ({ pageAs }) => {
  // It builds the portal once more.
  test.setTimeout(600_000);
  const place = await newPlace();
  let portal = await startPortal(place);
  let release: string | null = null;
  try {
    const fields = await pageAs("requester", portal.url);
    await fields.goto("/services/redis/new?tenant=example");
    await fields.getByRole("textbox", { name: /^Name/ }).first().fill("before");
    await fields.getByText("large", { exact: true }).click();
    await expect(previewOf(fields)).toContainText("size: large");

    const yaml = await pageAs("requester", portal.url);
    await yaml.goto("/services/webapp/new?tenant=example");
    await yaml.getByRole("textbox", { name: /^Name/ }).first().fill("site");
    await yaml.getByRole("textbox", { name: /^Image/ }).fill("nginxinc/nginx-unprivileged:1.29");
    await expect(yaml.getByText("Draft saved on this device")).toBeVisible();

    const reader = await pageAs("requester", portal.url);
    await reader.goto("/");

    await portal.stop();
    release = nextRelease();
    portal = await startPortal(place, {}, release);
    expect(chunksOf(release)).not.toEqual(chunksOf(ROOT));

    await send(fields);
    expect(
      fileOn(place.dataDirectory, "example/redis/before/manifest.yaml", `requests/${await requestNumber(fields)}`),
    ).toContain("size: large");

    // The old page goes on with the code that it has.
    await yaml.getByRole("button", { name: "Edit as YAML" }).click();
    const text = yaml.getByRole("textbox", { name: "Manifest as YAML" });
    await expect(text).toHaveValue(/unprivileged:1\.29/);
    await text.fill(`${await text.inputValue()}    port: 9000 # by hand\n`);
    await yaml.reload();
    await expect(yaml.getByText("Draft kept on this device")).toBeVisible();
    await expect(text).toHaveValue(/unprivileged:1\.29[\s\S]*by hand/);
    await send(yaml);

    await reader.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tenants" }).click();
    await expect(heading(reader)).toContainText("tenant");
  } finally {
    await portal.stop();
    await leave(place);
    if (release !== null) rmSync(release, { recursive: true, force: true });
  }
});
