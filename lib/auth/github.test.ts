import { describe, expect, it } from "vitest";
import { sessionOfUser } from "./github";
import { viewerOf } from "./viewer-of";

const platform = {
  identity: { github: { userPrefix: "github:", groupPrefix: "github:" } },
  admins: [{ kind: "Group" as const, name: "github:example/platform" }],
};
const of = (user: unknown, url = "https://github.com") => sessionOfUser(user, { url });

describe("GitHub's person", () => {
  it("is the server and the number; the login is their name in owners", () => {
    const session = of({ id: 7, login: "role-one", name: null, email: "one@example.com" });
    expect(session).toMatchObject({
      issuer: "https://github.com",
      id: "7",
      claim: "role-one",
      name: "role-one",
      email: null,
    });
    if (typeof session === "string") throw new Error(session);
    const { account, ...viewer } = viewerOf(session, platform) ?? {};
    expect(account).toMatch(/^[\w-]{22}$/);
    expect(viewer).toEqual({
      subject: "github:role-one",
      groups: [],
      name: "role-one",
      email: "7+role-one@users.noreply.github.com",
      platformAdmin: false,
    });
    // Whoever takes the login over later is somebody else, and so is the same number on another server.
    const accountOf = (changed: Partial<typeof session>) => viewerOf({ ...session, ...changed }, platform)?.account;
    const accounts = [{}, { id: "8" }, { issuer: "https://git.example.com" }].map(accountOf);
    expect(new Set(accounts).size).toBe(3);
    expect(accountOf({ claim: "role-renamed" })).toBe(accountOf({}));
    expect(viewerOf({ ...session, groups: ["example/platform"] }, platform)?.platformAdmin).toBe(true);
    expect(viewerOf(session, { ...platform, identity: {} })).toBeNull();
  });

  it("has a login of GitHub's letters and a name of one line", () => {
    for (const user of [
      null,
      {},
      { id: "7", login: "a" },
      { id: 7, login: "a b" },
      { id: 7, login: "a\nb" },
      { id: 7, login: "" },
    ])
      expect(of(user)).toBe("nameless");
    expect(of({ id: 7, login: "a", name: "Role\nRequested-by: x" })).toMatchObject({ name: "Role Requested-by: x" });
  });
});
