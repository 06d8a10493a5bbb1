import type { Person } from "@/lib/domain/viewer";
import { PORTAL } from "./identity";
import { type EntryToWrite, logCommits } from "./log-commits";
import type { NewCommit } from "./object-writer";
import type { Submission } from "./port";
import { EXAMPLE_REF, logOf } from "./ref-names";
import type { RefChange, Refs } from "./refs";
import type { Repository } from "./repository";
import { submit } from "./submit";

/** What greets a newcomer: manifests of one or more tenants, and a request that waits for a decision. */
export interface Example {
  manifests: readonly { path: string; content: string }[];
  /** Its path is one of the example's tenants'. */
  request: Omit<Submission, "base" | "key" | "revises">;
}

const KEY = "example";

/** Brings the example into a repository that nobody has used yet; finishes it where a killed process left off. */
export async function seedExample(repository: Repository, example: Example): Promise<void> {
  const seeded = await repository.write(async (refs) => {
    const { parents } = await repository.commit(refs.main);
    const main = await repository.main(refs);
    const unused = parents.length === 0 && main.tables.entries.size === 0 && refs.logs.size === 0;
    if (!unused) return { refs };
    const live = `refs/heads/${repository.refs.branch}`;
    // Killed between the two refs below.
    if (refs.example) {
      const change: RefChange = { ref: live, from: refs.main, to: refs.example };
      return (await repository.store(refs, [], () => [change])) ?? "again";
    }
    const commit: NewCommit = {
      author: PORTAL,
      committer: PORTAL,
      at: repository.now(),
      message: "Add an example tenant, which one action removes\n",
      parents: [refs.main],
      changes: example.manifests.map(({ path, content }) => ({ path, text: content })),
    };
    const stored = await repository.store(refs, [commit], ([id = null]) => [
      { ref: EXAMPLE_REF, from: null, to: id },
      { ref: live, from: refs.main, to: id },
    ]);
    return stored ?? "again";
  });
  const { example: mark, main, logs } = seeded.refs;
  // Nobody has done anything since: the request is still to come.
  if (mark && mark === main && logs.size === 0) await submit(repository, { ...example.request, key: KEY, base: mark });
}

/** The tenants that came with the example; null once it is gone. */
export async function readExample(repository: Repository): Promise<{ tenants: string[] } | null> {
  const refs = await repository.current();
  return refs.example ? { tenants: await tenantsOf(repository, refs.example, refs) } : null;
}

/**
 * Takes the example away, all of it at once: everything below its tenants on main, its open requests (withdrawn in the
 * name of who removes it) and the mark. Does nothing when it is gone already.
 */
export async function removeExample(repository: Repository, by: Person): Promise<void> {
  await repository.write(async (refs) => {
    if (!refs.example) return {};
    const at = repository.now();
    const tenants = await tenantsOf(repository, refs.example, refs);
    const main = await repository.main(refs);
    const there = tenants.filter((tenant) => main.tables.tenants.get(tenant)?.own || main.instances(tenant).length > 0);

    const commits: NewCommit[] = [];
    const changes: ((ids: string[]) => RefChange[])[] = [];
    if (there.length > 0) {
      commits.push({
        author: by,
        committer: by,
        at,
        message: "Remove the example\n",
        parents: [refs.main],
        changes: there.map((path) => ({ path, gone: true })),
      });
      changes.push(([id = null]) => [{ ref: `refs/heads/${repository.refs.branch}`, from: refs.main, to: id }]);
    }
    for (const record of repository.log.records()) {
      const tenant = record.proposal.path.split("/")[0] ?? "";
      if (record.end || !tenants.includes(tenant)) continue;
      const { tip, unnoted } = await repository.tip(record, refs);
      const entries: EntryToWrite[] = [
        ...(unnoted ? [{ ...unnoted, tip }] : []),
        { entry: { type: "withdrawn", by, text: "The example was removed." }, at, tip },
      ];
      commits.push(...logCommits(record.number, record.log, entries, commits.length));
      const last = commits.length - 1;
      changes.push((ids) => [
        { ref: logOf(record.number), from: record.log, to: ids[last] ?? null },
        ...repository.branchGone(record.number, refs),
      ]);
    }
    const mark: RefChange = { ref: EXAMPLE_REF, from: refs.example, to: null };
    return (await repository.store(refs, commits, (ids) => [...changes.flatMap((make) => make(ids)), mark])) ?? "again";
  });
}

/** The tenants whose files the marked commit brought. */
async function tenantsOf(repository: Repository, mark: string, refs: Refs): Promise<string[]> {
  const snapshot = await repository.whole(mark, refs);
  return snapshot ? [...snapshot.tables.tenants.keys()] : [];
}
