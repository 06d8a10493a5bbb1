import type { Git } from "./git";
import type { Mutex } from "./mutex";
import type { ObjectWriter } from "./object-writer";

/** Changed refs between two rounds: each is a loose file, and two of them come with a small pack or a part of one. */
const EVERY = 200;

/** Keeps the repository quick to read: gathers small packs and loose refs now and then, beside the writes. */
export class Maintenance {
  private changed = 0;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly git: Git,
    private readonly mutex: Mutex,
    private readonly writer: ObjectWriter,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Counts the refs that a write changed, and starts a round when it is time. */
  wrote(refs: number): void {
    this.changed += refs;
    if (this.changed < EVERY || this.stopped) return;
    this.changed = 0;
    this.round = this.round
      .then(() => this.run())
      .catch((error: unknown) => {
        // A round that was ended on the way out did not fail; the next start's rounds do its work.
        if (!this.stopped) this.failed(error);
      });
  }

  /** Ends a round that is under way: git leaves the repository whole. */
  stop(): Promise<void> {
    this.stopped = true;
    this.git.stop();
    return this.round;
  }

  private async run(): Promise<void> {
    // Packing refs takes their locks, so a write would have to wait anyway; it takes milliseconds.
    await this.mutex.run(async () => {
      await this.git.run(["pack-refs", "--all"]);
      await this.writer.rest();
    });
    // Packs grow geometrically: a round rewrites little. Objects that no ref reaches stay until git's own expiry.
    await this.git.run(["repack", "-d", "-q", "--geometric=2", "--no-write-bitmap-index"]);
    // A path's history is answered from this without opening every tree. A bounded number of commits a round joins it.
    const graph = ["--reachable", "--changed-paths", "--max-new-filters=2000", "--split", "--no-progress"];
    await this.git.run(["commit-graph", "write", ...graph]);
  }
}
