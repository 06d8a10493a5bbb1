import { expect, it } from "vitest";
import { isOfRepository } from "./news";

it("a page's version tells which state of the releases repository it shows", () => {
  expect(isOfRepository("abc", "abc")).toBe(true);
  expect(isOfRepository("abc|ready Ready", "abc")).toBe(true);
  expect(isOfRepository("abcd", "abc")).toBe(false);
  expect(isOfRepository("abc", "abd")).toBe(false);
});
