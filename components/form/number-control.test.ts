import { describe, expect, it } from "vitest";
import { readNumber } from "./number-control";

describe("what a person types as a number", () => {
  it.each([
    ["5", 5],
    [" 5 ", 5],
    ["-0.5", -0.5],
    [".5", 0.5],
    ["1.", 1],
    ["2e3", 2000],
  ])("%s is a number", (text, number) => {
    expect(readNumber(text)).toBe(number);
  });

  it.each(["five", "1,5", "0x10", "5Gi", "--1", "Infinity"])("%s stays text, so that nothing is lost", (text) => {
    expect(readNumber(text)).toBe(text);
  });

  it("a whole number that can't be held exactly stays text, so that no other number is sent", () => {
    expect(readNumber("9007199254740993")).toBe("9007199254740993");
  });

  it("nothing is no value", () => {
    expect(readNumber("  ")).toBeUndefined();
  });
});
