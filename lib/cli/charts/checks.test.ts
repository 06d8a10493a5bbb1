import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FETCHING_HELM, ROOT } from "@/tests/charts/charts";
import { checkAllCharts, lintCharts, templateCharts, validateCharts } from "./checks";

let root: string;
let said: string;
let printed: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "checks-"));
  for (const folder of ["charts", "definitions", "deploy", "software-templates"])
    await cp(join(ROOT, folder), join(root, folder), { recursive: true });
  await cp(join(ROOT, "platform.yaml"), join(root, "platform.yaml"));
  said = "";
  printed = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(root, "charts", file);
  await writeFile(path, change(await readFile(path, "utf8")));
}

describe("the chart checks", () => {
  it(
    "pass on this repository's charts, print each case that is rendered, and leave nothing behind",
    async () => {
      expect(await checkAllCharts(root)).toBe(0);
      expect(said).toBe(
        "lint: 6 charts, no problems.\ntemplate: 6 charts, no problems.\nvalidate: 6 charts, no problems.\n",
      );
      expect(await templateCharts(root)).toBe(0);
      expect(printed).toContain("# charts/postgres/ci/everything.yaml\n");
      expect(printed.match(/^kind: Deployment$/gm)).toHaveLength(2);
      await expect(readFile(join(root, "charts/postgres/Chart.lock"))).rejects.toThrow("ENOENT");
    },
    FETCHING_HELM,
  );

  it(
    "fail as a whole when one chart is bad, and name the chart, the file and the place of everything that is wrong",
    async () => {
      await edit("redis/ci/everything.yaml", (text) => text.replace("size: medium", "size: huge"));
      await edit("postgres/values.schema.json", (text) => text.replace("^[1-9][0-9]{0,3}Gi$", "^(?!0)[0-9]+Gi$"));
      await edit("tenant/values.yaml", (text) => text.replace("size: small", "size: large"));
      await edit("webapp/templates/service.yaml", (text) => text.replace("port: 80", "port: {{ .Values.nope.port }}"));
      expect(await lintCharts(root)).toBe(1);
      for (const place of [
        "✕ redis: charts/redis/ci/everything.yaml#/size\n",
        "✕ postgres: charts/postgres/values.schema.json#/properties/storage/pattern\n",
        '✕ tenant: charts/tenant/values.yaml#/size\n    The schema\'s default is "small", but values.yaml has "large".\n',
        "✕ webapp: charts/webapp/templates/service.yaml\n    Line ",
      ])
        expect(said).toContain(place);
      // What is compiled from a schema changes with it.
      expect(said).toMatch(/\nlint: 6 charts, \d+ problems in (\S+, )*postgres, redis,( \S+,)* tenant, webapp\.\n$/);

      said = "";
      expect(await validateCharts(root)).toBe(1);
      expect(said).toContain("✕ redis: charts/redis/ci/everything.yaml#/size\n");
      said = "";
      expect(await templateCharts(root)).toBe(1);
      expect(said).toContain("✕ webapp: charts/webapp/templates/service.yaml\n");
      expect(printed).toContain("# charts/tenant/ci/minimal.yaml\n");
    },
    FETCHING_HELM,
  );

  it(
    "name a file that can't be read at all",
    async () => {
      await appendFile(join(root, "charts/redis/values.schema.json"), "}");
      await appendFile(join(root, "charts/tenant/ci/minimal.yaml"), "owners: [\n");
      await edit("webapp/Chart.yaml", (text) => text.replace("file://../lib", "file://../gone"));
      expect(await lintCharts(root)).toBe(1);
      expect(said).toContain("✕ redis: charts/redis/values.schema.json\n");
      expect(said).toContain("✕ tenant: charts/tenant/ci/minimal.yaml\n");
      expect(said).toContain("✕ webapp: charts/webapp/Chart.yaml#/dependencies\n");
    },
    FETCHING_HELM,
  );

  it(
    "refuse a chart without a schema, under another name than its folder's, or without the names that every instance has",
    async () => {
      await rm(join(root, "charts/redis/values.schema.json"));
      await edit("postgres/Chart.yaml", (text) => text.replace("name: postgres", "name: postgresql"));
      await edit("webapp/values.schema.json", (text) => text.replace('"tenant": {', '"team": {'));
      expect(await lintCharts(root)).toBe(1);
      expect(said).toContain("✕ redis: charts/redis/values.schema.json\n    The chart has no schema");
      expect(said).toContain("✕ postgres: charts/postgres/Chart.yaml#/name\n    The chart is called postgresql");
      expect(said).toContain("✕ webapp: charts/webapp/values.schema.json#/properties/tenant\n");
    },
    FETCHING_HELM,
  );

  it(
    "say once what every case of a chart meets, at the library where the mistake is, and take cases in .yml files too",
    async () => {
      await edit("lib/templates/_sizes.tpl", (text) =>
        text.replace("get $sizes .size | toYaml", "get $sizes .nope | toYaml"),
      );
      await writeFile(join(root, "charts/redis/ci/more.yml"), "tenant: example\nname: 5\n");
      expect(await templateCharts(root)).toBe(1);
      expect(said.match(/charts\/lib\/templates\/_sizes\.tpl/g)).toHaveLength(1);
      expect(said).toContain("✕ redis: charts/redis/ci/more.yml#/name\n");
    },
    FETCHING_HELM,
  );

  it(
    "name a generated file that is not what platform.yaml makes of it",
    async () => {
      await rm(join(root, "definitions/cluster-roles.yaml"));
      const gone = "# Generated from charts/gone/values.schema.json by `make definitions`.\n";
      await writeFile(join(root, "software-templates/gone.yaml"), gone);
      await edit("lib/templates/_platform.tpl", (text) => text.replace("apps.example.com", "old.example.com"));
      expect(await lintCharts(root)).toBe(1);
      expect(said).toContain(
        "lib: charts/lib/templates/_platform.tpl\n    The file is not what would be generated now.",
      );
      expect(said).toContain("definitions/cluster-roles.yaml\n    The file is not what would be generated now.");
      expect(said).toContain(
        "software-templates/gone.yaml\n    The file says that it is generated, but what it was generated from is gone.",
      );
    },
    FETCHING_HELM,
  );

  it("can't run without a Helm 4, and say so instead of skipping", async () => {
    vi.stubEnv("HELM_BIN", join(root, "no-helm"));
    expect(await lintCharts(root)).toBe(2);
    expect(said).toContain("Point HELM_BIN at a Helm 4.");
  });

  it("can't run with a platform.yaml that can't be used", async () => {
    await writeFile(join(root, "platform.yaml"), "group: 1\n");
    expect(await lintCharts(root)).toBe(2);
    expect(said).toContain("platform.yaml#/group");
  });
});
