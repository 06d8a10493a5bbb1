import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaHistory } from "./schema-history";

const folder = mkdtempSync(join(tmpdir(), "schema-history-"));
const platform = join(folder, "platform");
const file = join(platform, "charts/cache/values.schema.json");

function commit(text: string, at: string): void {
  writeFileSync(file, text);
  const who = { GIT_AUTHOR_NAME: "t", GIT_AUTHOR_EMAIL: "t@example.com", GIT_COMMITTER_NAME: "t" };
  const env = { ...process.env, ...who, GIT_COMMITTER_EMAIL: "t@example.com", GIT_COMMITTER_DATE: at };
  for (const words of [
    ["add", "."],
    ["commit", "--quiet", "--message", at],
  ])
    execFileSync("git", ["-C", folder, ...words], { env });
}

beforeAll(() => {
  mkdirSync(join(platform, "charts/cache"), { recursive: true });
  execFileSync("git", ["-C", folder, "init", "--quiet"]);
  commit('{"title":"one"}', "2026-01-01T10:00:00Z");
  commit("not JSON", "2026-01-02T10:00:00Z");
  commit('{"title":"two"}', "2026-01-03T10:00:00Z");
  writeFileSync(file, '{"title":"not committed"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what a chart's schema once was", () => {
  const as = (at: string, service = "cache", root = platform) => schemaHistory(root)(service, new Date(at));

  it("is read from the commit of that moment, also where the platform is a folder of a repository", async () => {
    expect(await as("2026-01-01T10:00:01Z")).toEqual({ title: "one" });
    expect(await as("2026-02-01T00:00:00Z")).toEqual({ title: "two" });
  });

  it("isn't told where there was none, it can't be read, or no repository is there", async () => {
    expect(await as("2025-12-31T00:00:00Z")).toBeNull();
    expect(await as("2026-01-02T11:00:00Z")).toBeNull();
    expect(await as("2026-02-01T00:00:00Z", "other")).toBeNull();
    expect(await as("2026-02-01T00:00:00Z", "cache", join(folder, "nowhere"))).toBeNull();
  });
});
