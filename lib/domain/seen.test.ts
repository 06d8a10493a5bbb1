import { describe, expect, it } from "vitest";
import { decodeSeen, encodeSeen, isNews, UNTOUCHED, withSeen } from "./seen";

describe("what a person has seen", () => {
  it("survives the browser", () => {
    const seen = {
      floor: 3,
      marks: new Map([
        [5, "1"],
        [9, "2r"],
      ]),
    };
    expect(decodeSeen(encodeSeen(seen))).toEqual(seen);
  });

  it("stays below a kilobyte however many requests there are, and counts what makes way as seen", () => {
    let text = "";
    for (let number = 1; number <= 2_000; number++) text = withSeen(text, number, "12r");
    expect(text.length).toBeLessThan(1_000);
    expect(isNews(decodeSeen(text), 1, "13r")).toBe(false);
    expect(isNews(decodeSeen(text), 2_000, "13r")).toBe(true);
  });

  it("is a text that a cookie can carry", () => {
    expect(withSeen("", 12, "3f")).toMatch(/^[0-9a-z.!-]+$/);
  });

  it.each(["", "garbage", "1-", "-1", "9".repeat(5_000), "1-ABC;x", "NaN!"])(
    "%j from a browser counts for nothing",
    (text) => {
      expect(decodeSeen(text)).toEqual({ floor: 0, marks: new Map() });
    },
  );

  it("what nothing has happened to is never news", () => {
    expect(isNews(decodeSeen(""), 7, UNTOUCHED)).toBe(false);
  });

  it("a mark that changed since is news, and the same one isn't", () => {
    const seen = decodeSeen(withSeen("", 7, "1"));
    expect([isNews(seen, 7, "1"), isNews(seen, 7, "1r"), isNews(seen, 7, "2")]).toEqual([false, true, true]);
  });

  it("what was ready and is on its way again isn't news, what broke is", () => {
    const seen = decodeSeen(withSeen("", 7, "1r"));
    expect([isNews(seen, 7, "1"), isNews(seen, 7, "1f")]).toEqual([false, true]);
  });
});
