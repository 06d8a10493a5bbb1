import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("the letters that stand for a person", () => {
  it.each([
    ["platform-admin", "PA"],
    ["requester", "RE"],
    ["tenant owner", "TO"],
    ["", "?"],
    ["Ö", "Ö"],
  ])("%s → %s", (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });
});
