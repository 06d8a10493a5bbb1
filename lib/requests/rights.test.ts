import { describe, expect, it } from "vitest";
import type { RequestEvent } from "@/lib/domain/request";
import { people } from "@/tests/support/use-case-portal";
import { rightsOn, rightToDecide } from "./rights";

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

  it("goes by the account: nobody decides what they asked for under another name, or under a name that somebody else has now", () => {
    const asAccount = (subject: string, account: string) => ({ ...admin, subject, account });
    const theirs = { ...request(), by: { ...requester, account: "first" } };
    for (const viewer of [asAccount("dev:renamed", "first"), asAccount(requester.subject, "next")])
      expect(rightToDecide(viewer, theirs, { selfApproval: false })).toMatchObject({ allowed: false });
    expect(rightToDecide(asAccount("dev:other", "other"), theirs, { selfApproval: false }).allowed).toBe(true);
  });

  it("stays with whoever only spoke about it", () => {
    expect(rightToDecide(admin, request(by("commented"), by("approved")), { selfApproval: false }).allowed).toBe(true);
  });
});

describe("a request is whose account sent it", () => {
  const request = {
    state: "waiting" as const,
    type: "create" as const,
    events: [],
    by: { ...requester, account: "first" },
  };
  const rightsOf = (subject: string, account?: string) =>
    rightsOn({ ...requester, subject, ...(account ? { account } : {}) }, request, { selfApproval: false }, []);

  it("who has their login now can't edit or withdraw it", () => {
    const { edit, withdraw } = rightsOf(requester.subject, "next");
    expect([edit.allowed, withdraw.allowed]).toEqual([false, false]);
  });

  it("they themselves can, whatever they are called now", () => {
    expect(rightsOf("dev:renamed", "first").edit.allowed).toBe(true);
  });

  it("an account that isn't known yet is taken by its name", () => {
    expect(rightsOf(requester.subject).edit.allowed).toBe(true);
  });
});

describe("the right to merge", () => {
  const asked: RequestEvent = { type: "opened", at: "2026-01-05T09:00:00Z", by: requester, head: "1", text: "" };
  const request = { state: "waiting", by: requester, type: "create", events: [asked] } as const;
  const on = (viewer: typeof admin, waits: readonly string[]) =>
    rightsOn(viewer, { ...request, events: [asked] }, { selfApproval: false }, [], waits);

  it("is refused, in GitHub's own terms, where GitHub would not merge; deciding stays possible", () => {
    const { merge, decide } = on(admin, ["Waits for the check check-releases.", "Needs one more approval."]);
    expect(merge).toEqual({ allowed: false, why: "Waits for the check check-releases. Needs one more approval." });
    expect(decide.allowed).toBe(true);
    expect(on(admin, []).merge.allowed).toBe(true);
    expect(on(requester, []).merge.allowed).toBe(false);
  });
});
