import { describe, expect, it } from "vitest";
import type { PullCheck, PullReview } from "@/lib/domain/pull-request";
import { type Standing, waitsOf } from "./waits";

const check = (name: string, state: PullCheck["state"]): PullCheck => ({
  name,
  state,
  required: true,
  url: null,
  says: "",
});
const review = (login: string, says: PullReview["says"]): PullReview => ({
  login,
  says,
  at: "2026-01-05T09:00:00Z",
  current: true,
});
const OPEN: Standing = {
  protection: { checks: ["check-releases"], approvals: 1, codeOwners: false, upToDate: true },
  checks: [check("check-releases", "passed")],
  reviews: [review("one", "approved")],
  asked: [],
  draft: false,
  conflict: false,
  behind: false,
  approved: false,
};
const said = (changes: Partial<Standing>) => waitsOf({ ...OPEN, ...changes }).join(" ");

describe("why GitHub would not merge a pull request", () => {
  it("is nothing where all that main's protection asks for is there", () => expect(waitsOf(OPEN)).toEqual([]));

  it("names each check that failed, runs or has not begun, but not the portal's own, which the decision turns green", () => {
    expect(said({ checks: [check("check-releases", "failed")] })).toBe("The check check-releases has failed.");
    expect(said({ checks: [check("check-releases", "running")] })).toBe("Waits for the check check-releases.");
    expect(said({ checks: [check("check-releases", "missing")] })).toContain("which has not begun");
    expect(said({ checks: [check("portal/decision", "missing")] })).toBe("");
  });

  it("says who may still approve, and who has to take back what they asked for", () => {
    expect(said({ reviews: [] })).toBe(
      "Needs one more approval on GitHub from somebody who may write to the repository.",
    );
    expect(said({ reviews: [], asked: ["two", "acme/platform"] })).toContain("from two or acme/platform.");
    expect(said({ reviews: [review("two", "changes-asked")] })).toContain("two asked for changes on GitHub");
  });

  it("tells of a draft, of a conflict, and of main that has moved where its protection minds", () => {
    expect(said({ draft: true })).toContain("draft");
    expect(said({ conflict: true, behind: true })).toBe(
      "GitHub finds a conflict with main. The requester has to edit the request.",
    );
    expect(said({ behind: true })).toContain("Approve it first");
    expect(said({ behind: true, approved: true })).toContain("The portal brings main in by itself");
    expect(said({ behind: true, protection: { ...OPEN.protection, upToDate: false } })).toBe("");
  });
});
