import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cookieOf, readSession, readUserToken } from "./session";
import { sessionSecret } from "./session-secret";

const dataDirectory = mkdtempSync(join(tmpdir(), "session-"));
const OIDC = { issuer: "https://login.example.com" };
const GITHUB = { url: "https://github.com" };
const settings = vi.hoisted(() => ({ current: {} }));
vi.mock("@/lib/env", () => ({ env: () => settings.current }));

const START = new Date("2026-03-02T09:00:00Z");
const person = (provider: string, issuer: string) => ({
  ...{ provider, issuer, id: "7", claim: "one", name: "One", email: null },
  groups: ["a"],
});
/** The portal's own lifetime is judged, so the token's is longer. */
const cookieWith = (token: Record<string, unknown>) =>
  encode({ token, secret: sessionSecret(dataDirectory), maxAge: 48 * 3600 });
const passed = (seconds: number) => vi.setSystemTime(START.getTime() + seconds * 1000);
const offer = (offered: Record<string, unknown>) => {
  settings.current = { dataDirectory, developmentSignIn: true, oidc: OIDC, github: GITHUB, ...offered };
};

describe("a session", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START, toFake: ["Date"] });
    offer({});
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => rmSync(dataDirectory, { recursive: true }));

  it.each([
    ["oidc", OIDC.issuer, 3600],
    ["github", GITHUB.url, 8 * 3600],
    ["development", "development", 8 * 3600],
  ])("of %s ends by its own clock, however long its cookie is good for", async (provider, issuer, seconds) => {
    const cookie = await cookieWith(person(provider, issuer));
    passed(seconds - 1);
    expect(await readSession(cookie)).toEqual(person(provider, issuer));
    passed(seconds);
    expect(await readSession(cookie)).toBeNull();
  });

  it("is nobody's once its provider is not offered, or is another issuer", async () => {
    const cookie = await cookieWith(person("oidc", OIDC.issuer));
    offer({ oidc: null });
    expect(await readSession(cookie)).toBeNull();
    offer({ oidc: { issuer: "https://other.example.com" } });
    expect(await readSession(cookie)).toBeNull();
    expect(await readSession(await cookieWith({ provider: "oidc", claim: "one", name: "One" }))).toBeNull();
    expect(await readSession("e30.forged")).toBeNull();
  });

  it("never has the user token in it, which is read apart and ends by itself", async () => {
    const ends = START.getTime() / 1000 + 60;
    const cookie = await cookieWith({ ...person("github", GITHUB.url), userToken: { value: "ghu_x", ends } });
    expect(JSON.stringify(await readSession(cookie))).not.toContain("ghu_x");
    expect(await readUserToken(cookie)).toBe("ghu_x");
    passed(60);
    expect(await readUserToken(cookie)).toBeNull();
    expect(await readUserToken(await cookieWith(person("github", GITHUB.url)))).toBeNull();
  });

  it("may come in pieces, which are put together in order", () => {
    const jar = new Map([
      ["__Host-portal-session.1", "b"],
      ["__Host-portal-session.0", "a"],
      ["portal-session", "of another address"],
    ]);
    expect(cookieOf(new URL("https://portal.example.com"), (name) => jar.get(name))).toBe("ab");
    expect(cookieOf(new URL("https://portal.example.com"), () => undefined)).toBeUndefined();
  });
});
