import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { JsonObject } from "@/lib/domain/json";
import { pathOf } from "@/lib/domain/path";
import { kindOf } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { buildManifest } from "@/lib/manifest/build";
import { readPlatform } from "../harness/platform";

const PLATFORM = readPlatform();
/** Manifests a tenant: its own and its instances'. */
const PER_TENANT = 10;

/** The name of the n-th tenant of a filled repository; the tenant owner is its admin. */
export function tenantName(place: number): string {
  return `team-${place}`;
}

/** Adds so many manifests to main of a stopped portal's releases repository, in one commit. */
export async function fill(dataDirectory: string, manifests: number): Promise<void> {
  const directory = join(dataDirectory, "releases.git");
  const parent = await git(directory, ["rev-parse", "refs/heads/main"]);
  const files = Array.from({ length: manifests }, (_, place) => manifestOf(place));
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = [
    "commit refs/heads/main\n",
    `committer bench <bench@example.com> ${Math.floor(Date.now() / 1000) - 3600} +0000\n`,
    data("Fill the repository"),
    `from ${parent.trim()}\n`,
    ...files.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`),
  ].join("");
  await git(directory, ["fast-import", "--quiet"], stream);
}

/** What the n-th manifest of a filled repository is about: each tenant is followed by its nine instances. */
export function filledTarget(place: number): Target {
  const tenant = tenantName(Math.floor(place / PER_TENANT));
  const nth = place % PER_TENANT;
  return nth === 0
    ? { type: "tenant", tenant }
    : { type: "instance", tenant, service: nth % 2 === 0 ? "redis" : "postgres", name: `store-${nth}` };
}

function manifestOf(place: number): { path: string; text: string } {
  const target = filledTarget(place);
  const { tenant } = target;
  const values: JsonObject =
    target.type === "tenant"
      ? { name: tenant, owners: [{ kind: "User", name: "dev:tenant-owner", role: "admin" }] }
      : { tenant, name: target.name };
  const kind = kindOf(target.type === "tenant" ? "tenant" : target.service);
  return { path: pathOf(target), text: buildManifest(PLATFORM, kind, target, values) };
}

/** Runs git on a repository and answers what it printed. @throws when it fails */
export async function git(directory: string, words: readonly string[], input = ""): Promise<string> {
  const child = spawn("git", [`--git-dir=${directory}`, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  // A command that reads nothing closes its end before it is written to.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as unknown[];
  if (code !== 0) throw new Error(`git ${words.join(" ")} ended with ${String(code)}.`);
  return out;
}
