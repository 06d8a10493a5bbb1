/** One thing that is wrong with a chart, said to whoever maintains it. All of a chart's problems are returned at once. */
export interface SchemaProblem {
  /** Relative to the repository: `charts/postgres/values.schema.json`. */
  file: string;
  /** RFC 6901 JSON pointer into the file; `""` is the whole of it. */
  pointer: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  fix: string;
}
