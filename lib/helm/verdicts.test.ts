import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { caseOf, chartNamed, FETCHING_HELM, openCharts } from "@/tests/charts/charts";
import { findHelm, type Helm } from "./find-helm";
import { helmVerdicts } from "./verdicts";
import type { Workspace } from "./workspace";

let helm: Helm;
let workspace: Workspace;
let home: string;
beforeAll(async () => {
  helm = await findHelm({ env: process.env });
  workspace = await openCharts();
  home = await mkdtemp(join(tmpdir(), "verdict-charts-"));
}, FETCHING_HELM);
afterAll(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

const options = () => ({ helm, path: process.env.PATH });

/** A chart of these files, ready for Helm. */
async function chartOf(name: string, files: Record<string, string>): Promise<string> {
  const folder = join(home, name);
  await mkdir(join(folder, "templates"), { recursive: true });
  const meta = { apiVersion: "v2", name, version: "0.1.0" };
  for (const [file, text] of Object.entries({ "Chart.yaml": JSON.stringify(meta), ...files }))
    await writeFile(join(folder, file), text);
  return folder;
}

describe("many values in few runs of Helm", () => {
  it("get the verdict that each gets alone, with the place of everything that is wrong", async () => {
    const stated = caseOf(chartNamed(workspace, "webapp"), "minimal");
    const values: JsonObject[] = [
      stated,
      { ...stated, replicas: 99, nope: 1 },
      { ...stated, replicas: null },
      { ...stated, image: null },
      { ...stated, size: "huge" },
      {},
    ];
    const together = await helmVerdicts(join(workspace.folder, "webapp"), values, options());
    const alone = await Promise.all(
      values.map(async (one) => {
        const file = await workspace.valuesFile(one);
        return (await workspace.helm(["template", "x", "webapp", `--values=${file}`])).code === 0;
      }),
    );
    expect(together.map(({ accepted }) => accepted)).toEqual(alone);
    expect(alone).toEqual([true, false, true, false, false, false]);
    expect(together[1]).toEqual({
      accepted: false,
      findings: [
        { pointer: "/replicas", message: "maximum: got 99, want 20" },
        { pointer: "", message: "additional properties 'nope' not allowed" },
      ],
    });
  });

  it("are also refused by a template when they are to be rendered", async () => {
    const stated = caseOf(chartNamed(workspace, "webapp"), "minimal");
    const twice = { ...stated, env: [1, 2].map(() => ({ name: "A", value: "b" })) };
    const chart = join(workspace.folder, "webapp");
    expect((await helmVerdicts(chart, [twice, stated], options())).map(({ accepted }) => accepted)).toEqual([
      true,
      true,
    ]);
    const rendered = await helmVerdicts(chart, [stated, twice, stated], { ...options(), render: true });
    expect(rendered.map(({ accepted }) => accepted)).toEqual([true, false, true]);
    expect(rendered[1]).toMatchObject({ findings: [{ message: expect.stringContaining("is set twice") as string }] });
  });

  it("are not refused for what Helm itself puts beside them", async () => {
    const schema = { type: "object", additionalProperties: false, properties: { a: { type: "string" } } };
    const chart = await chartOf("closed", { "values.schema.json": JSON.stringify(schema) });
    const verdicts = await helmVerdicts(chart, [{ a: "x" }, { b: "x" }, { a: 1 }], options());
    expect(verdicts.map(({ accepted }) => accepted)).toEqual([true, false, false]);
  });

  it("are not judged at all when the schema is none", async () => {
    const chart = await chartOf("broken", { "values.schema.json": JSON.stringify({ type: "nonsense" }) });
    await expect(helmVerdicts(chart, [{}], options())).rejects.toThrow(/broken/);
  });

  it("are judged by the hundred", { timeout: 120_000 }, async () => {
    const stated = caseOf(chartNamed(workspace, "postgres"), "minimal");
    const values = Array.from({ length: 300 }, (_, at) => ({ ...stated, instances: at % 10 }));
    const verdicts = await helmVerdicts(join(workspace.folder, "postgres"), values, options());
    expect(verdicts.map(({ accepted }) => accepted)).toEqual(
      values.map(({ instances }) => instances > 0 && instances < 6),
    );
  });
});
