import { describe, expect, it } from "vitest";
import { isSamePerson, mayBeSamePerson, personOf } from "./person";

const ALEX = { subject: "github:alex", account: "account-of-the-first" };
const NEXT = { subject: "github:alex", account: "account-of-the-next" };
const RENAMED = { subject: "github:alexandra", account: "account-of-the-first" };
const NOTED = { subject: "github:alex" };

describe("a person", () => {
  it("is their account: a login that passes to somebody else takes nothing along, and a new login loses nothing", () => {
    expect(isSamePerson(ALEX, NEXT)).toBe(false);
    expect(isSamePerson(ALEX, RENAMED)).toBe(true);
  });

  it("is their name where no account was kept", () => {
    expect(isSamePerson(NOTED, ALEX)).toBe(true);
    expect(isSamePerson(NOTED, RENAMED)).toBe(false);
  });

  it("may be who has the name or the account in common: neither decides what the other asked for", () => {
    for (const one of [NEXT, RENAMED, NOTED]) expect(mayBeSamePerson(ALEX, one)).toBe(true);
    expect(mayBeSamePerson(NEXT, RENAMED)).toBe(false);
    expect(mayBeSamePerson({ subject: "a" }, { subject: "b" })).toBe(false);
  });

  it("is kept without groups and rights", () => {
    const viewer = { ...ALEX, name: "Alex", email: "", groups: ["a"], platformAdmin: true };
    expect(personOf(viewer)).toEqual({ ...ALEX, name: "Alex", email: "" });
    expect(personOf({ ...NOTED, name: "Alex", email: "" })).not.toHaveProperty("account");
  });
});
