import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = process.cwd();
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies: versions, devDependencies: versions, overrides: versions });
const lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: versions,
      devDependencies: versions,
    }),
  ),
});

/** What npm can take for a version, without anything that leaves it a choice. */
const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

describe("what is installed from npm", () => {
  const wanted = manifest.parse(JSON.parse(read("package.json")));
  const { packages } = lock.parse(JSON.parse(read("package-lock.json")));
  const direct = { ...wanted.dependencies, ...wanted.devDependencies };

  it("is stated to the exact version", () => {
    expect(Object.keys(direct).length).toBeGreaterThan(30);
    const loose = Object.entries({ ...direct, ...wanted.overrides }).filter(([, version]) => !EXACT.test(version));
    expect(loose).toEqual([]);
  });

  it("is locked to the same versions, each by its content's SHA-512 and from no other place than the registry", () => {
    expect({ ...packages[""]?.dependencies, ...packages[""]?.devDependencies }).toEqual(direct);
    for (const [name, version] of Object.entries(direct))
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    const installed = Object.entries(packages).filter(([path]) => path !== "");
    expect(installed.length).toBeGreaterThan(300);
    const bad = installed.filter(
      ([, { version, integrity, resolved, link }]) =>
        !EXACT.test(version ?? "") ||
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "") ||
        resolved !== undefined ||
        link !== undefined,
    );
    expect(bad.map(([path]) => path)).toEqual([]);
  });
});

describe("the published workflow", () => {
  const workflow = parse(read(".github/workflows/ci.yaml")) as {
    permissions: unknown;
    jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
  }; // our own file
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it("runs what .ci/run runs, and the audit, which .ci/run must not: a new advisory turns no unchanged code red", () => {
    const said = steps.map(({ run }) => run);
    for (const target of ["test", "test-cluster", "audit"]) expect(said).toContain(`make ${target}`);
    expect(read(".ci/run")).not.toContain("audit");
    expect(read("Makefile")).toMatch(/^audit:.*## /m);
  });

  it("may write nothing, and takes actions of a stated version", () => {
    for (const file of readdirSync(join(ROOT, ".github/workflows")).map((name) => `.github/workflows/${name}`))
      expect((parse(read(file)) as typeof workflow).permissions, file).toEqual({ contents: "read" });
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(5);
    expect(actions.filter((action) => !/@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });
});
