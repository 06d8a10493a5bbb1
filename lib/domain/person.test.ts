import { describe, expect, it } from "vitest";
import { isSamePerson, mayBeSamePerson, personOf } from "./person";

const FIRST = { subject: "github:login", account: "account-of-the-first" };
const NEXT = { subject: "github:login", account: "account-of-the-next" };
const RENAMED = { subject: "github:renamed", account: "account-of-the-first" };
const NOTED = { subject: "github:login" };

describe("a person", () => {
  it("is their account: a login that passes to somebody else takes nothing along, and a new login loses nothing", () => {
    expect(isSamePerson(FIRST, NEXT)).toBe(false);
    expect(isSamePerson(FIRST, RENAMED)).toBe(true);
  });

  it("is their name where no account was kept", () => {
    expect(isSamePerson(NOTED, FIRST)).toBe(true);
    expect(isSamePerson(NOTED, RENAMED)).toBe(false);
  });

  it("may be who has the name or the account in common: neither decides what the other asked for", () => {
    for (const one of [NEXT, RENAMED, NOTED]) expect(mayBeSamePerson(FIRST, one)).toBe(true);
    expect(mayBeSamePerson(NEXT, RENAMED)).toBe(false);
    expect(mayBeSamePerson({ subject: "a" }, { subject: "b" })).toBe(false);
  });

  it("is kept without groups and rights", () => {
    const viewer = { ...FIRST, name: "Login", email: "", groups: ["a"], platformAdmin: true };
    expect(personOf(viewer)).toEqual({ ...FIRST, name: "Login", email: "" });
    expect(personOf({ ...NOTED, name: "Login", email: "" })).not.toHaveProperty("account");
  });
});
