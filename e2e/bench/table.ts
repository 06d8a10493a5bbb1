/** One line of the benchmark's table. */
export interface Row {
  measure: string;
  value: string;
  /** What it should be, in words; empty where nobody set a goal. */
  goal: string;
  /** Null where there is no goal. */
  met: boolean | null;
}

/** The value below which a share of the samples lies (nearest rank); NaN of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A line whose value is a number of `unit` that should stay at or below `goal`. */
export function row(measure: string, value: number, unit: string, goal?: number): Row {
  const digits = value < 10 ? 1 : 0;
  return {
    measure,
    value: `${value.toFixed(digits)} ${unit}`,
    goal: goal === undefined ? "" : `≤ ${goal} ${unit}`,
    met: goal === undefined ? null : value <= goal,
  };
}

/** The rows as an aligned table, ready to be printed. */
export function drawTable(rows: readonly Row[]): string {
  const head: Row = { measure: "Measure", value: "Value", goal: "Goal", met: null };
  const width = (cell: (row: Row) => string) => Math.max(...[head, ...rows].map((one) => cell(one).length));
  const [measure, value, goal] = [width((one) => one.measure), width((one) => one.value), width((one) => one.goal)];
  const line = (one: Row) =>
    `${one.measure.padEnd(measure)}  ${one.value.padStart(value)}  ${one.goal.padStart(goal)}  ${one.met === null ? "" : one.met ? "met" : "MISSED"}`;
  return [line(head), "-".repeat(measure + value + goal + 10), ...rows.map(line)]
    .map((one) => one.trimEnd())
    .join("\n");
}
