import { describe, expect, it } from "vitest";
import type { Enforcement } from "@/lib/domain/enforcement";
import { enforcementGroups } from "./enforcement-groups";

const entry = (pointer: string, keyword: string, part: Partial<Enforcement> = {}): Enforcement => ({
  pointer,
  keyword,
  says: "1",
  form: true,
  helm: true,
  api: "schema",
  losses: [],
  ...part,
});

describe("who enforces what, as a page tells of it", () => {
  const entries = [
    entry("", "additionalProperties", { api: "strict" }),
    entry("/a", "minimum"),
    entry("/a", "if", { api: "policy" }),
    entry("/b", "additionalProperties", { api: "strict" }),
    entry("/b", "pattern", { losses: ["Helm reads it otherwise."] }),
    entry("/c", "pattern", { losses: ["The API reads it otherwise."] }),
    entry("/c", "x-owner", { helm: false, api: "no", losses: ["Nobody holds it there."] }),
  ];

  it("says once what is judged otherwise in the same way, with each field that it is about", () => {
    const { exceptions } = enforcementGroups(entries);
    expect(exceptions.map(({ keyword, pointers }) => [keyword, ...pointers])).toEqual([
      ["additionalProperties", "", "/b"],
      ["pattern", "/b"],
      ["pattern", "/c"],
      ["x-owner", "/c"],
    ]);
  });

  it("gathers by field what all judge alike, by the policy or not", () => {
    expect(enforcementGroups(entries).alike).toEqual([
      {
        pointer: "/a",
        rules: [
          { keyword: "minimum", says: "1", api: "schema" },
          { keyword: "if", says: "1", api: "policy" },
        ],
      },
    ]);
  });

  it("leaves no rule out", () => {
    const { exceptions, alike } = enforcementGroups(entries);
    expect(exceptions.flatMap(({ pointers }) => pointers).length + alike.flatMap(({ rules }) => rules).length).toBe(7);
  });
});
