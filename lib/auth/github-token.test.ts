import { beforeEach, describe, expect, it, vi } from "vitest";
import { adminGithubToken } from "./github-token";

interface Played {
  viewer: { current: { platformAdmin: boolean } | null };
  settings: { github: { url: string } | null; githubReleases: object | null };
}
const { viewer, settings } = vi.hoisted(
  (): Played => ({ viewer: { current: null }, settings: { github: null, githubReleases: null } }),
);
vi.mock("./viewer", () => ({
  currentViewer: () => Promise.resolve(viewer.current),
  sessionCookie: () => Promise.resolve("cookie"),
}));
vi.mock("./session", () => ({ readUserToken: () => Promise.resolve("ghu_x") }));
vi.mock("@/lib/env", () => ({ env: () => settings }));

beforeEach(() => {
  settings.github = { url: "https://github.com" };
  settings.githubReleases = {};
  viewer.current = { platformAdmin: true };
});

describe("a platform admin's GitHub token", () => {
  it("is theirs as long as they are one, whatever their cookie still holds", async () => {
    for (const [who, token] of [
      [{ platformAdmin: true }, "ghu_x"],
      [{ platformAdmin: false }, null],
      [null, null],
    ] as const) {
      viewer.current = who;
      expect(await adminGithubToken("https://github.com")).toBe(token);
    }
  });

  it("is shown to no other server than the one that it is of, and to none that holds no requests", async () => {
    expect(await adminGithubToken("https://git.example.com")).toBeNull();
    settings.githubReleases = null;
    expect(await adminGithubToken("https://github.com")).toBeNull();
    settings.githubReleases = {};
    settings.github = null;
    expect(await adminGithubToken("https://github.com")).toBeNull();
  });
});
