import { describe, expect, it } from "vitest";
import { sessionOfClaims } from "./oidc-claims";

const ISSUER = "https://login.example.com";
const settings = { issuer: ISSUER, userClaim: "sub", groupsClaim: "groups" };
const of = (claims: Record<string, unknown>, more: Partial<typeof settings> = {}) =>
  sessionOfClaims({ iss: ISSUER, sub: "248", ...claims }, { ...settings, ...more });

describe("an ID token's person", () => {
  it("is issuer and subject, with the groups of the claim that is configured", () => {
    expect(of({ roles: ["a", "b", "a"], groups: ["c"], name: "Role One" }, { groupsClaim: "roles" })).toEqual({
      provider: "oidc",
      issuer: ISSUER,
      id: "248",
      claim: "248",
      name: "Role One",
      email: null,
      groups: ["a", "b"],
    });
  });

  it("may be called by another claim, and is still known by the subject", () => {
    expect(of({ preferred_username: "role-one" }, { userClaim: "preferred_username" })).toMatchObject({
      id: "248",
      claim: "role-one",
    });
  });

  it("is a stranger of another issuer", () => {
    expect(of({ iss: `${ISSUER}/` })).toBe("issuer");
    expect(of({ iss: undefined })).toBe("issuer");
  });

  it("can't have a name that breaks a trailer, or none", () => {
    for (const sub of ["", "a\nRequested-by: dev:platform-admin", "a\u2028b", 7, null, "x".repeat(201)])
      expect(of({ sub })).toBe("nameless");
  });

  it("has no groups without the claim, one for a text, and is refused for what is no list", () => {
    expect(of({})).toMatchObject({ groups: [] });
    expect(of({ groups: "one" })).toMatchObject({ groups: ["one"] });
    expect(of({ groups: ["one", "two\nthree"] })).toMatchObject({ groups: ["one"] });
    for (const groups of [
      null,
      7,
      { a: 1 },
      [1],
      ["a".repeat(9)].concat(
        Array(201)
          .fill("b")
          .map((b, i) => `${b}${i}`),
      ),
    ])
      expect(of({ groups })).toBe("groups");
    expect(of({}, { groupsClaim: "constructor" })).toMatchObject({ groups: [] });
  });

  it("has an e-mail only when the provider says that it is verified", () => {
    const email = "one@example.com";
    expect(of({ email, email_verified: true })).toMatchObject({ email });
    for (const email_verified of [false, undefined, "true", 1])
      expect(of({ email, email_verified })).toMatchObject({ email: null });
    expect(of({ email: "one@example.com>\nx", email_verified: true })).toMatchObject({ email: null });
  });
});
