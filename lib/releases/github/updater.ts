import type { Now } from "./hub";

/** Does something after each change of the repository, one run at a time; a change during a run brings one more. */
export class Updater {
  private running: Promise<void> | null = null;
  private next: Now | null = null;
  private done: string | null = null;
  private why: string | null = null;

  constructor(private readonly work: (now: Now) => Promise<unknown>) {}

  /** Tells what is known now. */
  look(now: Now): void {
    if (now.version === this.done) return;
    this.next = now;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  /** Why the last run failed, or null. */
  trouble(): string | null {
    return this.why;
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    for (let now = this.next; now !== null && now.version !== this.done; now = this.next) {
      this.next = null;
      this.done = now.version;
      try {
        await this.work(now);
        this.why = null;
      } catch (error) {
        this.why = error instanceof Error ? error.message : String(error);
        // Tried again with the next look, and not before.
        this.done = null;
        return;
      }
    }
  }
}
