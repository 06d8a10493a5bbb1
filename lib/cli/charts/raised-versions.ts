import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder } from "@/lib/helm/chart-folder";
import { run } from "@/lib/helm/run";
import { isHigher } from "./higher-version";

const LIBRARY = "lib";

/** What charts are compared with. */
export interface Comparison {
  /** The live branch, `main`; without a base its branch point counts. */
  branch: string;
  /** A commit or branch. */
  base?: string;
  /** Told why nothing could be compared, where that is no fault of a chart. */
  note: (line: string) => void;
}

/**
 * Charts that changed since a commit without a raised version: Flux would not roll them out.
 * In: the repository's root, its charts, and what to compare with.
 * A changed library counts as a change of every chart that uses it. Out: a problem for each such chart.
 */
export async function problemsOfVersions(
  root: string,
  charts: ChartFolder[],
  { branch, base, note }: Comparison,
): Promise<SchemaProblem[]> {
  const git = gitIn(root);
  // A copy without history (an unpacked archive) has nothing to compare with.
  if ((await git("rev-parse", "--git-dir")) === null) return [];
  const commit = base
    ? await git("rev-parse", "--verify", "--quiet", `${base}^{commit}`)
    : await branchPoint(git, branch);
  if (commit === null) {
    if (!base) {
      note(`There is no branch ${branch} here, so raised versions were not compared. Fetch it, or give BASE=commit.`);
      return [];
    }
    const message = `BASE=${base} is no commit of this repository, so versions can't be compared.`;
    return [
      { file: "charts", pointer: "", message, fix: "Give BASE a commit or branch that is here; fetch it first." },
    ];
  }
  const changed = await changedCharts(git, commit);
  const versions = await Promise.all(
    charts.map(
      async ({ name }) => [name, versionIn(await git("show", `${commit}:./charts/${name}/Chart.yaml`))] as const,
    ),
  );
  const before = new Map(versions);
  return charts.flatMap((chart) => {
    const through = chart.dependencies.find((dependency) => changed.has(dependency));
    const old = before.get(chart.name) ?? null;
    if (old === null || !(changed.has(chart.name) || through !== undefined) || isHigher(chart.version, old)) return [];
    const what = changed.has(chart.name) ? "The chart" : `Its library ${through ?? LIBRARY}`;
    const message = `${what} changed since ${commit.slice(0, 7)}, but the version is still ${old}, so nothing would be rolled out.`;
    return [{ file: `charts/${chart.name}/Chart.yaml`, pointer: "/version", message, fix: `Raise it above ${old}.` }];
  });
}

type Git = (...args: string[]) => Promise<string | null>;

function gitIn(root: string): Git {
  return async (...args) => {
    const ran = await run("git", args, { env: process.env, cwd: root });
    return ran.code === 0 ? ran.stdout.trimEnd() : null;
  };
}

async function branchPoint(git: Git, branch: string): Promise<string | null> {
  for (const live of [`origin/${branch}`, branch]) {
    const commit = await git("merge-base", "HEAD", live);
    if (commit !== null) return commit;
  }
  return null;
}

/** Names of charts with a changed or new file, committed or not; cases for checking are no part of a chart. */
async function changedCharts(git: Git, commit: string): Promise<Set<string>> {
  const lists = await Promise.all([
    git("diff", "--name-only", "--relative", "-z", commit, "--", "charts"),
    git("ls-files", "--others", "--exclude-standard", "-z", "--", "charts"),
  ]);
  const files = lists.flatMap((list) => (list ?? "").split("\0")).filter((file) => file !== "");
  const own = files.map((file) => file.split("/")).filter(([, , part]) => part !== undefined && part !== "ci");
  return new Set(own.flatMap(([, chart]) => chart ?? []));
}

function versionIn(text: string | null): string | null {
  return /^version:\s*["']?([^"'\s#]+)/m.exec(text ?? "")?.[1] ?? null;
}
