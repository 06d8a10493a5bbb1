import { describe, expect, it } from "vitest";
import { plainUrl, SIDE_DOOR, targetForGuard } from "./plain-target";

const portal = new URL("http://localhost:3000");
const leadsTo = (target: string) => plainUrl(new URLSearchParams({ target }), portal)?.href ?? null;

describe("the target under which the guard sees a request", () => {
  it.each(["/", "/tenants/acme?q=a//b", "/%5cevil", "/a%2f%2fb", "/?x=http://evil"])("is its own for %s", (target) => {
    expect(targetForGuard("GET", target)).toBeNull();
  });

  it.each(["//evil", "/a//b", "/\\evil", "/a\\", "*", "http://evil/", "https://localhost:3000/sign-in", ""])(
    "is the side door's for %s, which Next would answer by itself",
    (target) => {
      expect(targetForGuard("GET", target)).toBe(`${SIDE_DOOR}?${new URLSearchParams({ target }).toString()}`);
    },
  );

  it("is the side door's for TRACE, whatever it asks for", () => {
    expect(targetForGuard("TRACE", "/sign-in")).toBe(`${SIDE_DOOR}?`);
  });
});

describe("where the side door leads", () => {
  it.each([
    ["//tenants//acme?q=a//b", "http://localhost:3000/tenants/acme?q=a//b"],
    ["//evil.example", "http://localhost:3000/evil.example"],
    ["/\\evil.example", "http://localhost:3000/evil.example"],
    ["/a/../..//evil.example", "http://localhost:3000/evil.example"],
  ])("is the same path with single slashes: %s", (target, url) => {
    expect(leadsTo(target)).toBe(url);
  });

  it.each(["/\t/evil.example", "/\n\\evil.example", "http://evil.example/", "http://localhost:3000/", "*", ""])(
    "is nowhere for %j",
    (target) => {
      expect(leadsTo(target)).toBeNull();
    },
  );
});
