import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPortalError, PortalError } from "@/lib/domain/errors";
import type { PlatformMirror } from "@/lib/domain/platform-mirror";
import type { Catalog, CatalogReader } from "./port";
import { readCatalog } from "./read-catalog";
import { schemaHistory } from "./schema-history";

/** The platform repository as git has it on this machine. */
export interface PlatformRepository {
  /** The bare repository's folder, and what people call it. */
  directory: string;
  url: string;
  branch: string;
  /** Brings the branch up to date. @throws PortalError `unavailable` */
  fetch(): Promise<void>;
  /** The newest commit that is here, and the last one that was good; null when there is none. */
  commits(): Promise<{ newest: string | null; good: string | null }>;
  /** Remembers a commit as good, also after a restart. */
  keep(commit: string): Promise<void>;
  /** Writes platform.yaml and charts/ of a commit into an empty folder. */
  layOut(commit: string, folder: string): Promise<void>;
}

export interface MirrorOptions {
  repository: PlatformRepository;
  /** How often (ms) the repository is asked without a hint. */
  every: number;
  now: () => Date;
  /** Told why the newest commit isn't used, and (null) that it is again. */
  report: (why: string | null) => void;
}

/**
 * Reads charts and platform.yaml at one commit of a mirror, and all of them at another as soon as that one is good: readers
 * get the old catalogue or the new one, never a mixture. A commit with a problem is not used; the last good one stays, also
 * over a restart and while the repository is away.
 * @throws PortalError when there is no commit to begin with
 */
export async function openMirrorCatalog({
  repository,
  every,
  now,
  report,
}: MirrorOptions): Promise<CatalogReader & Required<Pick<CatalogReader, "hint">>> {
  const state: Pick<PlatformMirror, "askedAt" | "away" | "refused"> = { askedAt: null, away: null, refused: null };
  let current: { commit: string; catalog: Catalog } | null = null;

  const use = (commit: string, catalog: Catalog) => {
    current = { commit, catalog };
    state.refused = null;
  };
  const look = async () => {
    try {
      await repository.fetch();
      [state.askedAt, state.away] = [now().toISOString(), null];
    } catch (error) {
      if (!isPortalError(error)) throw error;
      state.away = error.message;
    }
    const { newest, good } = await repository.commits();
    if (newest !== null && newest !== current?.commit && newest !== state.refused?.commit) {
      const read = await readCommit(repository, newest);
      if ("catalog" in read && read.catalog.problems.length === 0) {
        use(newest, read.catalog);
        await repository.keep(newest);
      } else state.refused = { commit: newest, why: whyNot(read) };
    } else if (newest === current?.commit) state.refused = null;
    // After a start: what was good before, or a catalogue with problems, which is better than none.
    if (current === null) await begin(good, newest);
  };
  const begin = async (...commits: (string | null)[]) => {
    const { refused } = state;
    for (const commit of commits) {
      const read = commit === null ? null : await readCommit(repository, commit);
      if (!commit || !read || !("catalog" in read)) continue;
      use(commit, read.catalog);
      // A used commit tells its problems itself.
      state.refused = refused?.commit === commit ? null : refused;
      return;
    }
    throw new PortalError("unavailable", [state.away, ...(refused?.why ?? [])].filter(Boolean).join(" "));
  };

  await look();
  let said: string | null = null;
  const tell = () => {
    const why = state.refused ? state.refused.why.join(" ") : state.away;
    if (why !== said) report(why);
    said = why;
  };
  tell();
  let running: Promise<void> | null = null;
  let again = false;
  const hint = (): Promise<void> => {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await look().catch((error: unknown) => {
          state.away = `The platform repository can't be read: ${error instanceof Error ? error.message : "no reason given"}.`;
        });
        tell();
      }
      running = null;
    })();
    return running;
  };
  setInterval(() => void hint(), every).unref();

  return {
    read() {
      if (!current) throw new Error("The mirror was opened without a commit.");
      const { url, branch } = repository;
      return Promise.resolve({
        ...current.catalog,
        mirror: { repository: url, branch, commit: current.commit, ...state },
      });
    },
    schemaAsOf: schemaHistory(repository.directory, repository.branch),
    hint,
  };
}

type CommitReading = { catalog: Catalog } | { why: string };

async function readCommit(repository: PlatformRepository, commit: string): Promise<CommitReading> {
  const folder = await mkdtemp(join(tmpdir(), "platform-"));
  try {
    await repository.layOut(commit, folder);
    return { catalog: await readCatalog(folder, `commit ${commit.slice(0, 7)}`) };
  } catch (error) {
    if (isPortalError(error)) return { why: error.message };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function whyNot(read: CommitReading): string[] {
  return "why" in read
    ? [read.why]
    : read.catalog.problems.map(({ file, pointer, message, fix }) => `${file}${pointer}: ${message} ${fix}`);
}
