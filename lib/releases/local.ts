import "server-only";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import type { Person } from "@/lib/domain/viewer";
import { type Example, readExample, removeExample, seedExample } from "./example";
import { Git } from "./git";
import { Maintenance } from "./maintenance";
import { merge } from "./merge";
import { Mutex } from "./mutex";
import { ObjectReader } from "./object-reader";
import { ObjectWriter } from "./object-writer";
import type { Releases } from "./port";
import {
  checkGit,
  createRepository,
  mendBranches,
  removeBrokenBranches,
  removeLeftovers,
  removeStaleLocks,
  startBranch,
} from "./prepare";
import { RefStore } from "./refs";
import { remark } from "./remark";
import { Repository } from "./repository";
import { lockRepository } from "./repository-lock";
import { Submissions } from "./submissions";

export interface LocalOptions {
  /** The bare repository's folder; made on the first start. */
  directory: string;
  /** The branch that is live, from platform.yaml. */
  branch: string;
  now: () => Date;
  /** Brought in when the repository is new. */
  example?: Example;
  /** PATH to find git on; the usual places when absent. */
  path?: string;
  /** Told of housekeeping that failed; the repository goes on. */
  onError?: (error: unknown) => void;
}

/** A releases repository on this machine. */
export interface LocalReleases extends Releases {
  /** The tenants that came with the example; null once it is gone. */
  example(): Promise<{ tenants: string[] } | null>;
  /** Requests whose log can't be read, oldest first; all others go on. */
  unreadable(): Promise<readonly UnreadableRequest[]>;
  /** Takes the example away: its tenants with everything in them, its open requests, its mark. */
  removeExample(by: Person): Promise<void>;
  /** Waits for writes under way, ends git's processes and lets another process have the repository. */
  close(): Promise<void>;
}

/** How long (ms) a ref's lock must be there before it counts as left behind. */
const LOCK_PATIENCE = 1000;

/**
 * Opens the releases repository in a folder, and makes it where there is none. One process at a time may have it open,
 * and it must open it once: the mutex and the index are in here.
 */
export async function openLocalReleases(options: LocalOptions): Promise<LocalReleases> {
  const { branch, now, example } = options;
  const git = new Git(resolve(options.directory), options.path);
  await checkGit(git);
  await mkdir(git.directory, { recursive: true, mode: 0o700 });
  const lock = await lockRepository(git.directory);
  const objects = new ObjectReader(git);
  const writer = new ObjectWriter(git);
  const refs = new RefStore(git, branch);
  const end = async () => {
    objects.close();
    await Promise.all([writer.close(), refs.close()]);
  };
  try {
    // First: git takes no setting while a lock is on its configuration.
    await removeStaleLocks(git.directory, LOCK_PATIENCE);
    await createRepository(git, branch);
    await removeLeftovers(git.directory);
    await removeBrokenBranches(git.directory);
    await startBranch(git, branch, now());
    const mutex = new Mutex();
    const maintenance = new Maintenance(git, mutex, writer, options.onError ?? (() => undefined));
    const repository = new Repository({ git, objects, writer, refs, mutex, maintenance, now });
    await mendBranches(refs, repository.log);
    const submissions = new Submissions(repository);
    if (example) await seedExample(repository, example);

    return {
      version: async () => (await refs.read()).version,
      main: async () => repository.main(await repository.current()),
      at: async (commit) => repository.at(commit, await repository.current()),
      requests: () => repository.requests(),
      request: (number) => repository.detail(number),
      submit: (submission) => submissions.take(submission),
      remark: (number, said) => remark(repository, number, said),
      merge: (number, order) => merge(repository, number, order),
      history: (path, limit) => repository.history(path, limit),
      example: () => readExample(repository),
      unreadable: async () => {
        await repository.current();
        return repository.log.unreadable();
      },
      removeExample: (by) => removeExample(repository, by),
      async close() {
        await submissions.idle();
        await repository.idle();
        await end();
        await maintenance.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await end();
    await lock.release();
    throw error;
  }
}
