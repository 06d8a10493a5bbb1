import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { type Git, GitError } from "./git";
import { holdProcess } from "./hold-process";

/** What is said to a process beside its orders, and what is done after it. */
interface Manners {
  greeting: string;
  farewell: string;
  ended: (pid: number | undefined) => Promise<void>;
}

interface Running {
  child: ChildProcessWithoutNullStreams;
  /** Settles when the process is gone, locks and all. */
  gone: Promise<void>;
  /** Not asked anything before. */
  fresh: boolean;
}

interface Exchange {
  isLast: (line: string) => boolean;
  resolve: (lines: string[]) => void;
  reject: (error: Error) => void;
}

/**
 * One long-lived git command that is given orders on its standard input and answers in lines. Starting a process costs
 * a big Node process more than what git then does; this starts one for many orders. A command that refuses an order
 * ends; the next order starts another. One order at a time: the caller sees to that.
 */
export class GitSession {
  private running: Running | null = null;
  private exchange: Exchange | null = null;
  private unread = "";
  private lines: string[] = [];
  private closed = false;

  constructor(
    private readonly git: Git,
    private readonly args: readonly string[],
    private readonly manners: Manners,
  ) {}

  /**
   * Gives an order and answers with the lines up to and with the one that `isLast` knows. When a process that served
   * before ends instead, a fresh one is asked, so the order must be one that may be given twice.
   * Throws a GitError, once the process is gone, when that one ends too.
   */
  async ask(order: Buffer | string, isLast: (line: string) => boolean): Promise<string[]> {
    const { fresh } = this.running ?? { fresh: true };
    try {
      return await this.send(this.running ?? this.begin(), order, isLast);
    } catch (error) {
      if (fresh || this.closed) throw error;
      return await this.send(this.begin(), order, isLast);
    }
  }

  /** Gives an order to the process that took the one before, and to no other. Throws when that one is gone, or ends. */
  async askOn(order: Buffer | string, isLast: (line: string) => boolean): Promise<string[]> {
    if (!this.running) throw new Error(`git ${this.args[0]} ended between two orders.`);
    return await this.send(this.running, order, isLast);
  }

  /** Lets the process end when it has done everything; the next order starts another. */
  async end(): Promise<void> {
    const { running } = this;
    if (!running) return;
    this.running = null;
    holdProcess(running.child, true);
    running.child.stdin.end(this.manners.farewell);
    await running.gone;
  }

  /** Ends it for good: later orders are refused. */
  close(): Promise<void> {
    this.closed = true;
    return this.end();
  }

  private send(running: Running, order: Buffer | string, isLast: (line: string) => boolean): Promise<string[]> {
    running.fresh = false;
    holdProcess(running.child, true);
    return new Promise((resolve, reject) => {
      this.exchange = { isLast, resolve, reject };
      running.child.stdin.write(order);
    });
  }

  private begin(): Running {
    if (this.closed) throw new Error("The releases repository is closed.");
    const child = this.git.start(this.args);
    const stderr: Buffer[] = [];
    this.unread = "";
    this.lines = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.take(child, text));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    // A process that ends early closes the pipe; how it ended tells the story.
    child.stdin.on("error", () => undefined);
    const gone = new Promise<void>((resolve) => {
      const end = (why: Error) => {
        if (this.running?.child === child) this.running = null;
        const lost = this.exchange;
        this.exchange = null;
        void this.manners.ended(child.pid).finally(() => {
          resolve();
          // Only whoever waits for an answer is told: a process that ends while it is idle concerns nobody.
          lost?.reject(why);
        });
      };
      child.once("error", end);
      child.once("close", (code) => end(new GitError(this.args, code, Buffer.concat(stderr).toString("utf8"))));
    });
    this.running = { child, gone, fresh: true };
    child.stdin.write(this.manners.greeting);
    return this.running;
  }

  private take(child: ChildProcessWithoutNullStreams, text: string): void {
    const parts = (this.unread + text).split("\n");
    this.unread = parts.pop() ?? "";
    for (const line of parts) {
      this.lines.push(line);
      if (!this.exchange?.isLast(line)) continue;
      const { resolve } = this.exchange;
      const answer = this.lines;
      this.exchange = null;
      this.lines = [];
      holdProcess(child, false);
      resolve(answer);
    }
  }
}
