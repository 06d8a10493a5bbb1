import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { change } from "./change";

const ROOT = join(import.meta.dirname, "../../..");
const CHARTS = ["lib", "tenant", "redis", "webapp", "postgres", "full-stack"];

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "change-"));
  const platform = join(folder, "platform");
  cpSync(join(ROOT, "platform.yaml"), join(platform, "platform.yaml"));
  for (const chart of CHARTS) cpSync(join(ROOT, "charts", chart), join(platform, "charts", chart), { recursive: true });
  commit("platform");
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function commit(repository: string): void {
  const git = (...words: string[]) =>
    execFileSync("git", [
      "-C",
      join(folder, repository),
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@example.org",
      ...words,
    ]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=first");
}

function live(manifests: Record<string, string>): void {
  for (const [path, text] of Object.entries(manifests)) {
    const file = join(folder, "releases", path, "manifest.yaml");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  commit("releases");
}

const values = (kind: string, stated: object): string =>
  JSON.stringify({
    apiVersion: "example.org/v1",
    kind,
    metadata: { name: "a", namespace: "acme" },
    spec: { values: stated },
  });

function edit(chart: string, from: string, to: string): void {
  const file = join(folder, "platform/charts", chart, "values.schema.json");
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${chart} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

const check = () => change(join(folder, "platform"), ["HEAD", join(folder, "releases")]);
const remove = (chart: string) => rmSync(join(folder, "platform/charts", chart), { recursive: true });

describe("make check-change", () => {
  it("ends well when no schema differs", async () => {
    live({ "acme/redis/a": values("Redis", { tenant: "acme", name: "a" }) });
    expect(await check()).toBe(0);
  });

  it("names the field that KRO would refuse and the instance that would break, and fails", async () => {
    live({ "acme/redis/a": values("Redis", { tenant: "acme", name: "a", maxmemoryPolicy: "volatile-ttl" }) });
    edit("redis", ',\n        "volatile-ttl"', "");
    expect(await check()).toBe(1);
    expect(said).toContain("charts/redis/values.schema.json#/maxmemoryPolicy");
    expect(said).toContain("acme/redis/a/manifest.yaml#/maxmemoryPolicy");
  });

  it("names who goes on with an old default, and ends well", async () => {
    live({ "acme/redis/a": values("Redis", { tenant: "acme", name: "a" }) });
    edit("redis", '"default": "noeviction"', '"default": "allkeys-lru"');
    expect(await check()).toBe(0);
    expect(said).toContain('It goes on with "noeviction"');
  });

  it("refuses to take away a service that has an instance, also one that can't be read", async () => {
    live({ "acme/redis/a": "apiVersion: [" });
    remove("redis");
    expect(await check()).toBe(1);
    expect(said).toContain("acme/redis/a/manifest.yaml");
  });

  it("refuses to take away a service of which a composite's instance has a child", async () => {
    live({ "acme/full-stack/shop": values("FullStack", { tenant: "acme", name: "shop" }) });
    remove("postgres");
    expect(await check()).toBe(1);
    expect(said).toContain(
      "acme/full-stack/shop/manifest.yaml\n    postgres would be gone, and this instance has a child",
    );
  });

  it("lets a service go that nobody uses", async () => {
    live({ "acme/redis/a": values("Redis", { tenant: "acme", name: "a" }) });
    remove("full-stack");
    expect(await check()).toBe(0);
  });

  it("doesn't take a schema that can't be read for a service that is gone", async () => {
    live({ "acme/redis/a": values("Redis", { tenant: "acme", name: "a" }) });
    writeFileSync(join(folder, "platform/charts/redis/values.schema.json"), "{");
    expect(await check()).toBe(2);
    expect(said).toContain("The file is not JSON");
    expect(said).not.toContain("would be gone");
  });
});
