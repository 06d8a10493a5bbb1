import type { SchemaProblem } from "@/lib/domain/schema-problem";

/**
 * Problems as lines for a terminal: the chart, the file with the JSON pointer, what is wrong and what to do.
 * In: problems in any order. Out: text that ends in a line break, grouped by chart; empty when there are none.
 */
export function report(problems: SchemaProblem[]): string {
  return [...problems]
    .sort((a, b) => compare(chartOf(a), chartOf(b)) || compare(a.file, b.file) || compare(a.pointer, b.pointer))
    .map((problem) => {
      const place = problem.pointer === "" ? problem.file : `${problem.file}#${problem.pointer}`;
      return `✕ ${chartOf(problem)}: ${place}\n    ${problem.message}\n    ${problem.fix}\n`;
    })
    .join("");
}

/** "5 charts, no problems." */
export function summary(what: string, count: number, problems: SchemaProblem[]): string {
  const charts = new Set(problems.map(chartOf));
  const found =
    problems.length === 0
      ? "no problems"
      : `${problems.length} ${problems.length === 1 ? "problem" : "problems"} in ${[...charts].sort().join(", ")}`;
  return `${what}: ${count} ${count === 1 ? "chart" : "charts"}, ${found}.`;
}

function chartOf({ file }: SchemaProblem): string {
  const [room, chart] = file.split("/");
  return room === "charts" && chart !== undefined ? chart : file;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
