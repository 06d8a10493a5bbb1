import { describe, expect, it } from "vitest";
import type { GithubState, Protection } from "@/lib/domain/pull-request";
import { githubProblems } from "./github-problems";

const WHOLE: Protection = {
  checks: ["check-releases", "portal/decision"],
  approvals: 0,
  codeOwners: false,
  upToDate: true,
};
const state = (changes: Partial<Protection>): GithubState => ({
  protection: { ...WHOLE, ...changes },
  limit: null,
  away: null,
  stuck: null,
});

describe("what is to be mended about the releases repository on GitHub", () => {
  it("is nothing where main is protected as it should be, and where there is no GitHub", () => {
    expect(githubProblems(state({}), "main")).toEqual([]);
    expect(githubProblems(null, "main")).toEqual([]);
  });

  it.each([
    [{ checks: ["portal/decision"] }, "does not require check-releases"],
    [{ checks: ["check-releases"] }, "does not require portal/decision"],
    [{ upToDate: false }, "does not require branches to be up to date"],
    [{ upToDate: null }, "is not known"],
  ])("is named where %o", (changes, sentence) => {
    expect(githubProblems(state(changes), "main")).toEqual([expect.stringContaining(sentence)]);
  });

  it("is that main could not be brought into a request", () => {
    expect(githubProblems({ ...state({}), stuck: "A rule forbids this." }, "main")).toEqual([
      "Main could not be brought into the next approved request. A rule forbids this.",
    ]);
  });

  it("is that GitHub can't be read, and nothing of what was known before", () => {
    const away = { since: "2026-01-05T09:00:00Z", why: "GitHub does not answer." };
    expect(githubProblems({ ...state({ checks: [] }), away }, "main")).toEqual(["GitHub does not answer."]);
    const limit = { reached: true, until: "2026-01-05T10:00:00Z" };
    expect(githubProblems({ ...state({}), protection: null, away, limit }, "main")).toEqual([]);
    expect(githubProblems({ ...state({}), protection: null }, "main")).toHaveLength(1);
  });
});
