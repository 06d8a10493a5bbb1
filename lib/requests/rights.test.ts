import { describe, expect, it } from "vitest";
import type { RequestEvent } from "@/lib/domain/request";
import { people } from "@/tests/support/use-case-portal";
import { rightToDecide } from "./rights";

const { admin, requester } = people;

describe("the right to decide", () => {
  const asked: RequestEvent = { type: "opened", at: "2026-01-05T09:00:00Z", by: requester, head: "1", text: "" };
  const request = (...events: RequestEvent[]) => ({
    state: "waiting" as const,
    by: requester,
    events: [asked, ...events],
  });
  const by = (type: RequestEvent["type"]): RequestEvent => ({ ...asked, type, by: admin });

  it("is refused to whoever has a commit on the branch, though somebody else asked", () => {
    for (const type of ["revised", "updated"] as const)
      expect(rightToDecide(admin, request(by(type)), { selfApproval: false })).toMatchObject({ allowed: false });
    expect(rightToDecide(admin, request(by("revised")), { selfApproval: true }).allowed).toBe(true);
  });

  it("stays with whoever only spoke about it", () => {
    expect(rightToDecide(admin, request(by("commented"), by("approved")), { selfApproval: false }).allowed).toBe(true);
  });
});
