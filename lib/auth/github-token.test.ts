import { describe, expect, it, vi } from "vitest";
import { adminGithubToken } from "./github-token";

const viewer = vi.hoisted(() => ({ current: null as { platformAdmin: boolean } | null }));
vi.mock("./viewer", () => ({
  currentViewer: () => Promise.resolve(viewer.current),
  sessionCookie: () => Promise.resolve("cookie"),
}));
vi.mock("./session", () => ({ readUserToken: () => Promise.resolve("ghu_x") }));

describe("a platform admin's GitHub token", () => {
  it("is theirs as long as they are one, whatever their cookie still holds", async () => {
    for (const [who, token] of [
      [{ platformAdmin: true }, "ghu_x"],
      [{ platformAdmin: false }, null],
      [null, null],
    ] as const) {
      viewer.current = who;
      expect(await adminGithubToken()).toBe(token);
    }
  });
});
