import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChartFolder } from "@/lib/helm/chart-folder";
import { run } from "@/lib/helm/run";
import { ROOT } from "@/tests/charts/charts";
import { problemsOfVersions } from "./raised-versions";

let root: string;
let notes: string[];
beforeEach(async () => {
  notes = [];
  root = await mkdtemp(join(tmpdir(), "versions-"));
  await cp(join(ROOT, "charts"), join(root, "charts"), { recursive: true });
  await git("init", "-q", "-b", "main");
  await commit();
  await git("checkout", "-q", "-b", "change");
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function git(...args: string[]): Promise<void> {
  const author = ["-c", "user.name=requester", "-c", "user.email=requester@example.com"];
  const ran = await run("git", [...author, ...args], { env: process.env, cwd: root });
  if (ran.code !== 0) throw new Error(ran.stderr);
}

async function commit(): Promise<void> {
  await git("add", "--all");
  await git("commit", "-q", "-m", "Change charts");
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(root, "charts", file);
  await writeFile(path, change(await readFile(path, "utf8").catch(() => "")));
}

/** `charts/postgres/Chart.yaml` for each chart whose version has to be raised. */
async function refused(base?: string): Promise<string[]> {
  const charts = await Promise.all(
    (await readdir(join(root, "charts"))).sort().map((name) => readChartFolder(root, name)),
  );
  return (await problemsOfVersions(root, charts, { branch: "main", base, note: (line) => notes.push(line) })).map(
    ({ file }) => file,
  );
}

const raise = (text: string) => text.replace(/^version: .*$/m, "version: 9.0.0");

describe("a chart that changed since the branch point from main", () => {
  it("is refused until its version is raised, committed or not", async () => {
    await edit("redis/templates/service.yaml", (text) => `${text}# changed\n`);
    expect(await refused()).toEqual(["charts/redis/Chart.yaml"]);
    await commit();
    expect(await refused()).toEqual(["charts/redis/Chart.yaml"]);
    await edit("redis/Chart.yaml", raise);
    expect(await refused()).toEqual([]);
  });

  it("is refused when a file was added, and when its version was lowered", async () => {
    await edit("redis/templates/new.yaml", () => "# new\n");
    await edit("tenant/Chart.yaml", (text) => text.replace(/^version: .*$/m, "version: 0.0.1"));
    expect(await refused()).toEqual(["charts/redis/Chart.yaml", "charts/tenant/Chart.yaml"]);
  });

  it("is not refused for its checking cases, nor for what changed on main meanwhile", async () => {
    await edit("redis/ci/minimal.yaml", (text) => `${text}# changed\n`);
    await commit();
    await git("checkout", "-q", "main");
    await edit("postgres/templates/cluster.yaml", (text) => `${text}# changed on main\n`);
    await commit();
    await git("checkout", "-q", "change");
    expect(await refused()).toEqual([]);
  });

  it("that is new has no version to raise", async () => {
    await cp(join(root, "charts/redis"), join(root, "charts/cache"), { recursive: true });
    expect(await refused()).toEqual([]);
  });
});

it("a changed library is refused, and with it every chart that uses it", async () => {
  await edit("lib/templates/_sizes.tpl", (text) => `${text}{{- /* changed */ -}}\n`);
  const charts = ["full-stack", "lib", "postgres", "redis", "tenant", "webapp"];
  expect(await refused()).toEqual(charts.map((name) => `charts/${name}/Chart.yaml`));
  for (const chart of ["full-stack", "lib", "postgres", "redis"]) await edit(`${chart}/Chart.yaml`, raise);
  expect(await refused()).toEqual(["charts/tenant/Chart.yaml", "charts/webapp/Chart.yaml"]);
});

describe("BASE", () => {
  it("is the commit that charts are compared with", async () => {
    await edit("redis/templates/service.yaml", (text) => `${text}# changed\n`);
    await commit();
    expect(await refused("change")).toEqual([]);
    expect(await refused("change~1")).toEqual(["charts/redis/Chart.yaml"]);
  });

  it("that is no commit is refused instead of comparing with nothing", async () => {
    expect(await refused("no-such-branch")).toEqual(["charts"]);
    expect(await refused("--output=x")).toEqual(["charts"]);
  });
});

it("a clone without the live branch says that nothing was compared", async () => {
  await git("branch", "-q", "-D", "main");
  expect(await refused()).toEqual([]);
  expect(notes).toEqual([
    "There is no branch main here, so raised versions were not compared. Fetch it, or give BASE=commit.",
  ]);
});

it("a copy without history has nothing to compare with", async () => {
  await rm(join(root, ".git"), { recursive: true });
  await edit("redis/templates/service.yaml", (text) => `${text}# changed\n`);
  expect(await refused()).toEqual([]);
});
