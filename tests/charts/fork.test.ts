import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import { generatedFiles } from "@/lib/cli/generated-files";
import { run } from "@/lib/helm/run";
import { applications, FETCHING_HELM, openCharts, ROOT } from "./charts";

/** What a fork writes into platform.yaml. */
const CHANGES: [string[], string][] = [
  [["group"], "services.fork.example"],
  [["platformRepository"], "fork/platform-of-services"],
  [["releasesRepository"], "fork/state-of-services"],
  [["controlNamespace"], "fork-control"],
  [["baseDomain"], "web.fork.example"],
  [["namespaces", "postgresOperator"], "fork-postgres"],
  [["namespaces", "ingress"], "fork-edge"],
  [["apiServerCidr"], "192.0.2.0/24"],
  [["namespaces", "argocd"], "fork-argo"],
  [["namespaces", "flux"], "fork-flux"],
  [["namespaces", "kro"], "fork-kro"],
];

/** What no chart renders: names of repositories, and namespaces that only the portal and the reserved names know. */
const NOT_RENDERED = /Repository$|^(argocd|flux|kro)$/;

/** The values that they replace, in the order of CHANGES. */
let old: string[];
let fork: string;
let files: string[];
beforeAll(async () => {
  fork = await mkdtemp(join(tmpdir(), "fork-"));
  const listed = await run("git", ["ls-files", "-z"], { env: process.env, cwd: ROOT });
  files = listed.stdout.split("\0").filter(Boolean);
  for (const file of files) {
    await mkdir(dirname(join(fork, file)), { recursive: true });
    await cp(join(ROOT, file), join(fork, file));
  }
  const document = parseDocument(await readFile(join(fork, "platform.yaml"), "utf8"));
  old = CHANGES.map(([path]) => String(document.getIn(path)));
  for (const [path, value] of CHANGES) document.setIn(path, value);
  await writeFile(join(fork, "platform.yaml"), document.toString());
  const parsed = await readPlatform(fork);
  if (parsed.platform === null) throw new Error(JSON.stringify(parsed.problems));
  for (const { path, text } of await generatedFiles(fork, parsed.platform)) await writeFile(join(fork, path), text);
}, FETCHING_HELM);
afterAll(() => rm(fork, { recursive: true, force: true }));

/** `file: line` for each line of the files that holds one of the words. */
async function linesWith(paths: string[], words: RegExp): Promise<string[]> {
  const texts = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(fork, path), "utf8") })),
  );
  return texts.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line) => (words.test(line) ? [`${path}: ${line}`] : [])),
  );
}

/** Any of the words, as a whole word: `argocd` in Argo CD's own annotations, and in the label that it knows its settings by, is none. An open address range is also what "the internet" means in a network rule. */
function anyOf(words: string[]): RegExp {
  const escaped = words
    .filter((word) => word !== "0.0.0.0/0")
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.map((word) => `(?<!part-of: )(?<![\\w-])${word}(?![\\w-]|\\.argoproj\\.io)`).join("|"));
}

describe("a fork that changes platform.yaml and runs make definitions", () => {
  it("finds the old group and repositories nowhere but in the README, in tests and in comments", async () => {
    const own = files.filter(
      (file) => !/^README|\.(test|spec)\.tsx?$|^(tests|e2e)\/|^LICENSE|package-lock\.json$/.test(file),
    );
    const lines = await linesWith(own, anyOf(old.slice(0, 3)));
    expect(lines.filter((line) => !/: \s*(\/?\*|\/\/|#)/.test(line))).toEqual([]);
  });

  it("finds none of the old values in charts and what is generated", async () => {
    const generated = files.filter((file) => /^(charts|definitions|deploy|software-templates)\//.test(file));
    expect(await linesWith(generated, anyOf(old))).toEqual([]);
  });

  it("has its owners' roles under its own group", async () => {
    const roles = await readFile(join(fork, "definitions/cluster-roles.yaml"), "utf8");
    expect(roles.match(/services\.fork\.example:tenant-(view|edit|admin)$/gm)).toHaveLength(3);
    expect(roles).toContain("- services.fork.example\n");
  });

  it(
    "renders its own values and no old ones",
    async () => {
      const workspace = await openCharts(fork);
      try {
        const texts = await Promise.all(
          applications(workspace).flatMap((chart) =>
            chart.cases.map(async ({ values }) => {
              const file = await workspace.valuesFile(values);
              const ran = await workspace.helm(["template", "x", chart.name, "--namespace=acme", `--values=${file}`]);
              expect(ran.stderr).toBe("");
              return ran.stdout;
            }),
          ),
        );
        const all = texts.join("\n");
        expect(all).not.toMatch(anyOf(old));
        const used = CHANGES.filter(([path]) => !NOT_RENDERED.test(path.at(-1) ?? "")).map(([, value]) => value);
        for (const now of used) expect(all).toContain(now);
      } finally {
        await workspace.close();
      }
    },
    FETCHING_HELM,
  );
});
