import { build } from "@/lib/cli/build";
import { ROOT } from "../harness/root";
import { measureCluster } from "./cluster-measures";
import { measureForm } from "./form-measures";
import { measureGithub } from "./github-measures";
import { measureLive } from "./live-measures";
import { measureSchemas } from "./schema-measures";
import { measureAt, measureStart } from "./server-measures";
import { drawTable, type Row } from "./table";

// `make bench`: prints a table and never fails for a number. Machines differ; compare two runs on the same one.
// Words after the command are the beginnings of the names of those parts that are measured.
const PARTS: readonly [string, () => Promise<Row[]>][] = [
  ["schemas", measureSchemas],
  ["cluster", () => measureCluster(10_000)],
  ["live: 10,000 instances on a real API server", () => measureLive(10_000)],
  ["github: 200 open pull requests", measureGithub],
  ["start", measureStart],
  ["form", measureForm],
  ["1,000 manifests", () => measureAt(1_000)],
  ["10,000 manifests", () => measureAt(10_000)],
];

const failed = await build(ROOT);
if (failed !== 0) process.exit(failed);
const rows: Row[] = [];
const chosen = process.argv.slice(2);
const wanted = PARTS.filter(([name]) => chosen.length === 0 || chosen.some((word) => name.startsWith(word)));
if (wanted.length === 0) {
  console.error(`There is no such part. The parts are: ${PARTS.map(([name]) => name).join("; ")}.`);
  process.exit(1);
}
for (const [name, measure] of wanted) {
  console.log(`Measuring: ${name} …`);
  rows.push(...(await measure()));
}
console.log(`\n${drawTable(rows)}\n\nMedians unless said otherwise; this machine: Node ${process.version}.`);
