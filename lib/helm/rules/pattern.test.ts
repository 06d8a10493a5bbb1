import { describe, expect, it } from "vitest";
import { problemOfPattern } from "./pattern";

describe("patterns that mean the same everywhere pass", () => {
  it.each([
    "^[a-z]([-a-z0-9]*[a-z0-9])?$",
    "^(s3://[a-z0-9.-]+(/[A-Za-z0-9._/-]*)?)?$",
    "^\\d{1,1000}\\.\\d+$",
    "^(?:a|b)$",
    "^[^\\n]*$",
    "^\\w+@\\w+\\.example$",
  ])("%s", (pattern) => expect(problemOfPattern(pattern)).toBeNull());
});

describe("patterns that one engine refuses or reads otherwise are refused", () => {
  it.each([
    ["^(?!kube-)", "no lookaround"],
    ["(?i)abc", "flags"],
    ["(a)\\1", "back-references"],
    ["^\\s+$", "other characters"],
    ["^.+$", "bare dot"],
    ["\\p{L}", "escape"],
    ["\\u0041", "escape"],
    ["[[:alpha:]]", "class"],
    ["[^]", "class"],
    ["a{1,1001}", "more than 1000"],
    ["\\Aabc\\z", "no regular expression"],
    ["a\\-b", "no regular expression"],
    ["[a-", "no regular expression"],
  ])("%s", (pattern, why) => expect(problemOfPattern(pattern)?.message).toContain(why));
});
