import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

describe("the page after signing in", () => {
  it.each([
    ["/", "/"],
    ["/requests/7", "/requests/7"],
    ["/services/postgres/new?tenant=example&from=3", "/services/postgres/new?tenant=example&from=3"],
    ["/requests/7#top", "/requests/7"],
    ["/a/../requests", "/requests"],
  ])("%s is a page of the portal", (value, expected) => {
    expect(nextPath(value)).toBe(expected);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/sign-in?next=/sign-in",
    "/api/auth/signout",
    undefined,
    ["/requests"],
  ])("%j leads to the start page", (value) => {
    expect(nextPath(value)).toBe("/");
  });
});
