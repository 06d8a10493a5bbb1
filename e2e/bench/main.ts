import { build } from "@/lib/cli/build";
import { ROOT } from "../harness/root";
import { measureCluster } from "./cluster-measures";
import { measureForm } from "./form-measures";
import { measureLive } from "./live-measures";
import { measureSchemas } from "./schema-measures";
import { measureAt, measureStart } from "./server-measures";
import { drawTable, type Row } from "./table";

// `make bench`: prints a table and never fails for a number. Machines differ; compare two runs on the same one.
const PARTS: readonly [string, () => Promise<Row[]>][] = [
  ["schemas", measureSchemas],
  ["cluster", () => measureCluster(10_000)],
  ["10,000 instances on a real API server", () => measureLive(10_000)],
  ["start", measureStart],
  ["form", measureForm],
  ["1,000 manifests", () => measureAt(1_000)],
  ["10,000 manifests", () => measureAt(10_000)],
];

const failed = await build(ROOT);
if (failed !== 0) process.exit(failed);
const rows: Row[] = [];
for (const [name, measure] of PARTS) {
  console.log(`Measuring: ${name} …`);
  rows.push(...(await measure()));
}
console.log(`\n${drawTable(rows)}\n\nMedians unless said otherwise; this machine: Node ${process.version}.`);
