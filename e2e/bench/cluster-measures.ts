import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { ROOT } from "../harness/root";
import { type Row, row } from "./table";

const RESULT = z.object({
  kept: z.number(),
  firstRead: z.number(),
  summary: z.number(),
  p50: z.number(),
  p95: z.number(),
  recovery: z.number(),
  rss: z.number(),
});

/** Reads a fake API server with that many instances, each with its Application and HelmRelease. */
export async function measureCluster(count: number): Promise<Row[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "e2e/bench/cluster-reader.ts", String(count)],
    { cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.cli.json" }, timeout: 300_000 },
  );
  const found = RESULT.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  const of = `${count.toLocaleString("en")} instances in a fake cluster`;
  return [
    row(`heap for ${of}`, found.kept, "MB", (15 * count) / 10_000),
    row(`memory of the process that reads ${of}`, found.rss, "MB"),
    row(`first reading of ${of}`, found.firstRead, "ms"),
    row("one line of a list from it", found.summary, "µs"),
    row("cluster change → told, p50", found.p50, "ms"),
    row("cluster change → told, p95", found.p95, "ms", 300),
    row("API server back → status known again", found.recovery, "ms", 5_000),
  ];
}
