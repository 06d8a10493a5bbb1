import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";
import { processOf } from "../harness/releases";
import { percentile, type Row, row } from "./table";

const GOALS = { list: 300, listBytes: 100 };

/** How long a list page takes and how much of it travels. `held` says of how much: `10,000 manifests`. */
export async function measureList(api: APIRequestContext, path: string, held: string): Promise<Row[]> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 11; round += 1) {
    const from = performance.now();
    const body = await (await api.get(path)).body();
    if (round > 0) times.push(performance.now() - from);
    bytes = gzipSync(body).length / 1000;
  }
  return [
    row(`${path} at ${held}, p50`, percentile(times, 0.5), "ms", GOALS.list),
    row(`${path} at ${held}, compressed`, bytes, "kB", GOALS.listBytes),
  ];
}

/** MiB that the process of a running portal holds. */
export function residentMemory(dataDirectory: string): number {
  const status = readFileSync(`/proc/${processOf(dataDirectory)}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
