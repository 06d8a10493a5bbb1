import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitServer, serveGit } from "@/e2e/cluster/git/serve";
import { openMirrorCatalog } from "@/lib/catalog/mirror";
import type { CatalogReader } from "@/lib/catalog/port";
import { openCatalog, openPlatformRepository } from "@/lib/portal-catalog";
import { startedGithub } from "@/tests/support/github/started";

const HOUR = 3_600_000;

describe("a catalogue from a mirror of the platform repository", { timeout: 60_000 }, () => {
  let folder: string;
  let server: GitServer;
  let told: (string | null)[];

  const work = (file = "") => join(folder, "work", file);
  const git = (...words: string[]) => execFileSync("git", ["-C", work(), ...words], { encoding: "utf8", env }).trim();
  const env = { ...process.env };
  const commit = (at = "2026-02-01T09:00:00Z"): string => {
    env.GIT_COMMITTER_DATE = at;
    git("add", "--all");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--allow-empty", "-m", "Change");
    git("push", "--quiet", "origin", "HEAD:main");
    return git("rev-parse", "HEAD");
  };
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(work(file), change(readFileSync(work(file), "utf8")));
  const titled = (title: string) =>
    edit("charts/redis/values.schema.json", (text) => text.replace(/"title": "[^"]*"/, `"title": "${title}"`));

  const open = async (data = "data") =>
    openMirrorCatalog({
      repository: await openPlatformRepository({
        directory: join(folder, data),
        url: `${server.url}/acme/platform.git`,
        branch: "main",
        token: () => Promise.resolve(null),
      }),
      every: HOUR,
      now: () => new Date("2026-03-01T09:00:00Z"),
      report: (why) => told.push(why),
    });
  const redisOf = async (catalog: CatalogReader) =>
    (await catalog.read()).services.find(({ name }) => name === "redis")?.title;

  beforeEach(async () => {
    told = [];
    folder = mkdtempSync(join(tmpdir(), "mirror-"));
    mkdirSync(work("charts"), { recursive: true });
    for (const name of ["platform.yaml", "charts/redis", "charts/tenant", "charts/lib"])
      cpSync(name, work(name), { recursive: true });
    execFileSync("git", ["init", "--bare", "--quiet", "--initial-branch=main", join(folder, "hub.git")]);
    git("init", "--quiet", "--initial-branch=main");
    git("remote", "add", "origin", join(folder, "hub.git"));
    server = await serveGit();
    server.serve("acme/platform", { directory: join(folder, "hub.git"), branch: "main" });
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is read at one commit, which is named, and follows the next one when it is hinted at", async () => {
    titled("One");
    const first = commit();
    const catalog = await open();
    expect(await redisOf(catalog)).toBe("One");
    expect((await catalog.read()).mirror).toEqual({
      repository: `${server.url}/acme/platform.git`,
      branch: "main",
      commit: first,
      askedAt: "2026-03-01T09:00:00.000Z",
      away: null,
      refused: null,
    });
    titled("Two");
    const second = commit();
    expect(await redisOf(catalog)).toBe("One");
    await catalog.hint();
    expect(await redisOf(catalog)).toBe("Two");
    expect((await catalog.read()).mirror?.commit).toBe(second);
  });

  it("swaps charts and platform.yaml together: whoever reads meanwhile gets both old or both new", async () => {
    const state = async () => {
      const { platform, services } = await catalog.read();
      return `${services.find(({ name }) => name === "redis")?.title} ${platform.baseDomain}`;
    };
    titled("One");
    edit("platform.yaml", (text) => text.replace(/^baseDomain: .*$/m, "baseDomain: one.example.com"));
    commit();
    const catalog = await open();
    titled("Two");
    edit("platform.yaml", (text) => text.replace(/^baseDomain: .*$/m, "baseDomain: two.example.com"));
    commit();
    const seen = new Set<string>();
    const look = { done: false };
    const hinted = catalog.hint().then(() => {
      look.done = true;
    });
    while (!look.done) {
      seen.add(await state());
      await new Promise((resolve) => setImmediate(resolve));
    }
    await hinted;
    seen.add(await state());
    expect([...seen]).toEqual(["One one.example.com", "Two two.example.com"]);
  });

  for (const [what, file, text, says] of [
    ["platform.yaml is no YAML", "platform.yaml", "a: [", "platform.yaml can't be used"],
    ["a schema is no JSON", "charts/redis/values.schema.json", "{", "charts/redis/values.schema.json"],
  ] as const)
    it(`keeps the last good commit where ${what}, says so, keeps it over a restart, and goes on with the next`, async () => {
      const good = commit();
      const catalog = await open();
      const before = readFileSync(work(file), "utf8");
      writeFileSync(work(file), text);
      const broken = commit();
      await catalog.hint();
      const { mirror, services, problems } = await catalog.read();
      expect([mirror?.commit, mirror?.refused?.commit]).toEqual([good, broken]);
      expect(mirror?.refused?.why.join(" ")).toContain(says);
      expect(mirror?.refused?.why.join(" ")).not.toContain(tmpdir());
      expect([services.map(({ name }) => name), problems]).toEqual([["tenant", "redis"], []]);
      expect(told).toEqual([null, expect.stringContaining(says)].slice(1));

      const again = await open();
      expect((await again.read()).mirror).toMatchObject({ commit: good, refused: { commit: broken } });

      writeFileSync(work(file), before);
      const mended = commit();
      await catalog.hint();
      expect((await catalog.read()).mirror).toMatchObject({ commit: mended, refused: null });
      expect(told.at(-1)).toBeNull();
    });

  it("begins with a commit that has problems where there is no better one, without the charts that have them", async () => {
    writeFileSync(work("charts/redis/values.schema.json"), "{");
    const only = commit();
    const { mirror, services, problems } = await (await open()).read();
    expect([mirror?.commit, mirror?.refused]).toEqual([only, null]);
    expect([services.map(({ name }) => name), problems.length > 0]).toEqual([["tenant"], true]);
  });

  it("goes on with what it has while the repository is away, also when it starts then; with nothing it says why", async () => {
    const good = commit();
    const catalog = await open();
    await server.close();
    await catalog.hint();
    expect((await catalog.read()).mirror).toMatchObject({
      commit: good,
      away: expect.stringContaining("can't be fetched") as string,
    });
    expect((await (await open()).read()).mirror?.commit).toBe(good);
    await expect(open("empty")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("The platform repository can't be fetched") as string,
    });
    server = await serveGit();
  });

  it("follows no link out of the repository", async () => {
    rmSync(work("charts/redis/icon.svg"));
    writeFileSync(join(folder, "outside.svg"), "<svg></svg>");
    symlinkSync(join(folder, "outside.svg"), work("charts/redis/icon.svg"));
    commit();
    const { services } = await (await open()).read();
    expect(services.find(({ name }) => name === "redis")?.icon).toBeNull();
  });

  it("knows what a schema was at an earlier commit", async () => {
    titled("One");
    commit("2026-01-01T09:00:00Z");
    titled("Two");
    commit("2026-02-01T09:00:00Z");
    const catalog = await open();
    expect(await catalog.schemaAsOf("redis", new Date("2026-01-15T09:00:00Z"))).toMatchObject({ title: "One" });
  });
});

describe("the token of the releases", { timeout: 60_000 }, () => {
  it("opens a platform repository on the same GitHub, and is shown to nobody else", async () => {
    const world = await startedGithub();
    try {
      const { server, git, folder } = world;
      const tree = join(folder, "tree");
      mkdirSync(tree);
      for (const name of ["platform.yaml", "charts"]) cpSync(name, join(tree, name), { recursive: true });
      const run = (...words: string[]) => git.run([`--work-tree=${tree}`, ...words]);
      await run("add", "--all");
      await run("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "Charts");
      const keyFile = join(folder, "app.pem");
      writeFileSync(keyFile, server.accounts.privateKey);
      const env = (isGithub: boolean, dataDirectory: string) => ({
        dataDirectory: join(folder, dataDirectory),
        platformDirectory: "/nowhere",
        githubReleases: {
          access: { appId: server.accounts.appId, privateKeyFile: keyFile },
          apiUrl: null,
          sealFile: "/nowhere",
          webhookSecretFile: null,
        },
        platformRepository: {
          url: `${server.url}/${server.fullName}.git`,
          branch: "main",
          apiUrl: server.url,
          every: HOUR,
          isGithub,
        },
      });
      const now = () => new Date();
      expect((await (await openCatalog(env(true, "with"), now)).read()).services.length).toBeGreaterThan(2);
      await expect(openCatalog(env(false, "without"), now)).rejects.toThrow("may not read the platform repository");
    } finally {
      await world.close();
    }
  });
});
