import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ProblemList } from "@/components/requests/problem-list";
import type { Problem } from "@/lib/domain/problem";

const problems = (count: number) =>
  Array.from(
    { length: count },
    (_, nth): Problem => ({ code: "unknown-key", pointer: `/k${nth}`, label: `k${nth}`, message: "Unknown." }),
  );
const linesOf = (count: number) =>
  renderToStaticMarkup(<ProblemList problems={problems(count)} />).match(/<li>.*?<\/li>/g) ?? [];

describe("a list of what is wrong", () => {
  it("shows all of a few", () => {
    expect(linesOf(30)).toHaveLength(30);
  });

  it("shows the first of ten thousand and says how many more there are", () => {
    expect(linesOf(10_000)).toHaveLength(31);
    expect(linesOf(10_000).at(-1)).toBe("<li>and 9970 more</li>");
  });
});
