import { describe, expect, it } from "vitest";
import { identity, oneLine, parseIdentity } from "./identity";

const at = new Date("2026-01-05T09:00:00.900Z");
const person = (name: string, email: string, subject = "dev:x") => ({ subject, name, email });

describe("a git identity", () => {
  it.each([
    [person("requester", "requester@example.com"), "requester <requester@example.com>"],
    [person("A <b>\nauthor C", "x> 1 +0000\ny"), "A b author C <x1+0000y>"],
    [person("", "", "dev:x"), "dev:x <>"],
    [person(" \u0000 ", "", "<>"), "unknown <>"],
    [person("Zoë .", "z@example.com"), "Zoë <z@example.com>"],
  ])("holds nothing that git would trip over: %j", (who, expected) => {
    expect(identity(who, at)).toBe(`${expected} 1767603600 +0000`);
  });

  it("is read back, without a subject", () => {
    const line = identity(person("requester", "requester@example.com"), at);
    expect(parseIdentity(line)).toEqual({
      person: person("requester", "requester@example.com", ""),
      at: "2026-01-05T09:00:00.000Z",
    });
  });
});

describe("text on one line", () => {
  it("has no line break of any kind", () => {
    expect(oneLine(" a\r\nb\u2028c\u0000d\u0085e ")).toBe("a b c d e");
  });
});
