import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import type { Workspace } from "@/lib/helm/workspace";
import { documents, FETCHING_HELM, openCharts, ROOT, word } from "./charts";

let workspace: Workspace;
let chart: string;
beforeAll(async () => {
  workspace = await openCharts();
  chart = await mkdtemp(join(tmpdir(), "kept-"));
  await mkdir(join(chart, "templates"));
  await cp(join(ROOT, "charts/lib"), join(chart, "charts/lib"), { recursive: true });
  const dependencies = [{ name: "lib", version: ">=0.0.0", repository: "" }];
  await writeFile(
    join(chart, "Chart.yaml"),
    JSON.stringify({ apiVersion: "v2", name: "probe", version: "1.0.0", dependencies }),
  );
  // `lookup` finds nothing without a cluster, so what it would find is given as a value.
  const template = `password: {{ include "lib.keptPassword" (dict "existing" .Values.existing "key" "password") | quote }}\n`;
  await writeFile(join(chart, "templates/probe.yaml"), template);
}, FETCHING_HELM);
afterAll(async () => {
  await workspace.close();
  await rm(chart, { recursive: true, force: true });
});

async function password(existing: JsonObject | null): Promise<string> {
  const file = await workspace.valuesFile({ existing });
  const ran = await workspace.helm(["template", "probe", chart, `--values=${file}`]);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return word(documents(ran.stdout)[0]?.password);
}

it("an upgrade keeps the password that the Secret holds, byte for byte", async () => {
  const kept = Buffer.from("someone's own: passw0rd").toString("base64");
  expect(await password({ apiVersion: "v1", kind: "Secret", data: { password: kept, other: "eA==" } })).toBe(kept);
});

it("a new password is made when there is no Secret, or one without the key", async () => {
  const without: (JsonObject | null)[] = [null, {}, { kind: "Secret" }, { data: null }, { data: { other: "eA==" } }];
  for (const existing of without)
    expect(Buffer.from(await password(existing), "base64").toString()).toMatch(/^[A-Za-z0-9]{32}$/);
});
