import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathOf } from "@/lib/domain/path";
import type { Person } from "@/lib/domain/viewer";
import { Git } from "./git";
import { PORTAL } from "./identity";
import { type LocalReleases, openLocalReleases } from "./local";
import { writeCommits } from "./object-writer";
import type { Submission } from "./port";

/** What one measure came to; times in milliseconds. */
export interface Measure {
  name: string;
  count: number;
  median: number;
  worst: number;
}

const requester: Person = { subject: "dev:requester", name: "requester", email: "requester@example.com" };
const admin: Person = { subject: "dev:platform-admin", name: "platform-admin", email: "admin@example.com" };
const SERVICES = ["postgres", "redis", "webapp"];

/** One made-up manifest: every tenth is a tenant's, and the nine after it are its instances. */
function manifest(place: number): { path: string; text: string } {
  const tenant = `team-${Math.floor(place / 10)}`;
  if (place % 10 === 0) {
    const owners = "    owners:\n      - { kind: User, name: dev:tenant-owner, role: admin }\n";
    return { path: pathOf({ type: "tenant", tenant }), text: `spec:\n  values:\n    name: ${tenant}\n${owners}` };
  }
  const service = SERVICES[place % SERVICES.length] ?? "webapp";
  const name = `app-${place}`;
  const text = [
    "apiVersion: services.example.com/v1alpha1",
    `kind: ${service.charAt(0).toUpperCase()}${service.slice(1)}`,
    `metadata:\n  name: ${name}\n  namespace: ${tenant}`,
    `spec:\n  values:\n    tenant: ${tenant}\n    name: ${name}\n    size: small\n`,
  ].join("\n");
  return { path: pathOf({ type: "instance", tenant, service, name }), text };
}

/** Opens a repository with so many manifests on main, hands it to `work` and removes it. */
export async function withReleases<T>(manifests: number, work: (releases: LocalReleases) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const options = { directory: join(folder, "releases.git"), branch: "main", now: () => new Date() };
  try {
    await (await openLocalReleases(options)).close();
    const git = new Git(options.directory);
    const main = await git.text(["rev-parse", "refs/heads/main"]);
    const changes = Array.from({ length: manifests }, (_, place) => manifest(place));
    const commit = { author: PORTAL, committer: PORTAL, at: new Date(), message: "Fill\n", parents: [main], changes };
    const [filled = ""] = await writeCommits(git, [commit]);
    await git.run(["update-ref", "refs/heads/main", filled, main]);
    const releases = await openLocalReleases(options);
    return await work(releases).finally(() => releases.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One person after another sends a request for an instance of their own. */
export async function measureSubmits(releases: LocalReleases, count: number): Promise<Measure> {
  const base = (await releases.main()).commit;
  const times: number[] = [];
  for (let place = 0; place < count; place += 1) {
    const from = performance.now();
    const { outcome } = await releases.submit(submission("one", place, base));
    times.push(performance.now() - from);
    if (outcome !== "opened") throw new Error(`The request was not opened: ${outcome}.`);
  }
  return measureOf("submit, one after another", times);
}

/** Everybody sends at once. Throws when one of the requests is not there afterwards. */
export async function measureAtOnce(releases: LocalReleases, count: number): Promise<Measure & { lost: number }> {
  const base = (await releases.main()).commit;
  const before = (await releases.requests()).length;
  const times = await Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const from = performance.now();
      await releases.submit(submission("many", place, base));
      return performance.now() - from;
    }),
  );
  const lost = before + count - (await releases.requests()).length;
  return { ...measureOf("submit, all at once", times), lost };
}

/** Merges the newest open requests, and reads main after each. */
export async function measureMerges(releases: LocalReleases, count: number): Promise<Measure[]> {
  const merges: number[] = [];
  const reads: number[] = [];
  for (const { number, head } of (await releases.requests()).slice(0, count)) {
    const main = (await releases.main()).commit;
    const from = performance.now();
    await releases.merge(number, { head, main, by: admin, text: "" });
    const merged = performance.now();
    await releases.main();
    merges.push(merged - from);
    reads.push(performance.now() - merged);
  }
  return [measureOf("merge", merges), measureOf("read main after a merge", reads)];
}

/** Reads what list pages read, when nothing is cached that depends on a commit (`first`) and after that. */
export async function measureReads(releases: LocalReleases): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const round of ["first", "again"]) {
    const from = performance.now();
    const main = await releases.main();
    const indexed = performance.now();
    await releases.requests();
    const listed = performance.now();
    await main.read(main.tenants().map((tenant) => pathOf({ type: "tenant", tenant })));
    const read = performance.now();
    measures.push(
      measureOf(`main, ${round}`, [indexed - from]),
      measureOf(`requests, ${round}`, [listed - indexed]),
      measureOf(`every tenant's manifest, ${round}`, [read - listed]),
    );
  }
  return measures;
}

function submission(group: string, place: number, base: string): Submission {
  const path = `bench-${group}-${Math.floor(place / 10)}/redis/cache-${place}/manifest.yaml`;
  const title = `Create Redis cache-${place}`;
  return {
    key: `${group}-${place}`,
    title,
    path,
    content: `size: small # ${place}\n`,
    base,
    by: requester,
    groups: [],
  };
}

function measureOf(name: string, times: number[]): Measure {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, count: times.length, median: at(0.5), worst: at(1) };
}
