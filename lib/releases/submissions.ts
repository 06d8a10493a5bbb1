import { checkSubmission, consider, type Step } from "./consider";
import type { NewCommit } from "./object-writer";
import type { Submission, SubmitOutcome } from "./port";
import type { RefChange, Refs } from "./refs";
import type { Repository } from "./repository";
import { stage, submit, written } from "./submit";

/** Most requests opened in one writing: it stays a moment's work, and a failure concerns few. */
const MOST = 50;

interface Waiting {
  submission: Submission;
  resolve: (outcome: SubmitOutcome | Promise<SubmitOutcome>) => void;
}

/** A submission that opens a request, and what there is to write for it. */
interface Fresh {
  one: Waiting;
  step: Step;
}

/**
 * Takes submissions in. A writing waits for the disk several times, whatever is in it; so new requests that arrive while
 * another is written wait for it together and are then written together, in the order of their arrival. Whatever is not
 * simply new (a revision, a path or key that another one in the group has too) is written by itself.
 */
export class Submissions {
  private waiting: Waiting[] = [];
  private readonly pending = new Set<Promise<SubmitOutcome>>();

  constructor(private readonly repository: Repository) {}

  /** See the port for the outcomes. @throws what `submit` throws */
  async take(submission: Submission): Promise<SubmitOutcome> {
    checkSubmission(submission);
    const answer = new Promise<SubmitOutcome>((resolve) => {
      this.waiting.push({ submission, resolve });
      // Whoever is first asks for the writing; it takes everybody along who is there when its turn comes.
      if (this.waiting.length === 1) void this.round();
    });
    this.pending.add(answer);
    return answer.finally(() => this.pending.delete(answer));
  }

  /** Resolves when everything that was taken until now is answered. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.pending);
  }

  private async round(): Promise<void> {
    let group: Waiting[] = [];
    const alone: Waiting[] = [];
    try {
      await this.repository.write(async (refs) => {
        if (group.length === 0) group = this.begin();
        const { fresh, others } = await this.sort(refs, group);
        group = fresh.map(({ one }) => one);
        alone.push(...others);
        return fresh.length === 0 || (await this.open(refs, fresh)) ? null : "again";
      });
    } catch {
      // One of them may be to blame; by itself each gets its own answer.
      alone.unshift(...(group.length > 0 ? group : this.begin()));
    }
    for (const { submission, resolve } of alone) resolve(submit(this.repository, submission));
  }

  private begin(): Waiting[] {
    const group = this.waiting.splice(0, MOST);
    if (this.waiting.length > 0) void this.round();
    return group;
  }

  /** Those that open a request, each on a path and with a key of its own, and those that are left to be taken by themselves. */
  private async sort(refs: Refs, group: readonly Waiting[]): Promise<{ fresh: Fresh[]; others: Waiting[] }> {
    const fresh: Fresh[] = [];
    const others: Waiting[] = [];
    const seen = new Set<string>();
    for (const one of group) {
      const { path, key, by } = one.submission;
      const marks = [`path ${path}`, `key ${by.subject}\n${key}`];
      // What it is refused for is said when it is taken by itself.
      const step = await consider(this.repository, refs, one.submission).catch(() => null);
      const opens = step !== null && "type" in step && step.record === undefined;
      if (opens && !marks.some((mark) => seen.has(mark))) fresh.push({ one, step });
      else others.push(one);
      for (const mark of marks) seen.add(mark);
    }
    return { fresh, others };
  }

  /** Writes them all. False when a ref had moved: then nothing was written. */
  private async open(refs: Refs, fresh: readonly Fresh[]): Promise<boolean> {
    const commits: NewCommit[] = [];
    const changes: ((ids: readonly string[]) => RefChange[])[] = [];
    const first = this.repository.log.nextNumber(refs);
    for (const [nth, { one, step }] of fresh.entries()) {
      const staged = stage(this.repository, refs, one.submission, step, first + nth, commits.length);
      commits.push(...staged.commits);
      changes.push(staged.changes);
    }
    const stored = await this.repository.store(refs, commits, (ids) => changes.flatMap((of) => of(ids)));
    if (!stored) return false;
    for (const [nth, { one }] of fresh.entries())
      one.resolve(
        written(this.repository, first + nth, stored.refs).then((request) => ({ outcome: "opened", request })),
      );
    return true;
  }
}
