import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createHash } from "node:crypto";
import type { Git } from "./git";
import { holdProcess } from "./hold-process";

export interface StoredObject {
  id: string;
  type: string;
  /** How many bytes it has. */
  size: number;
  /** Its bytes, or the first `LARGEST` of a larger one; empty when only its id was asked for. */
  content: Buffer;
}

/** Bytes of an object that are kept: no manifest and no commit of ours comes near. Somebody may push a film. */
const LARGEST = 1024 * 1024;

interface Question {
  command: "contents" | "info";
  name: string;
  resolve: (answer: StoredObject | null) => void;
  reject: (error: Error) => void;
  tries: number;
}

const LINE_BREAK = 0x0a;

/**
 * Reads objects through one long-lived `git cat-file`, so that a read costs no process. When that process dies,
 * the next question starts another, and what was under way is asked again once.
 */
export class ObjectReader {
  private child: ChildProcessWithoutNullStreams | null = null;
  private waiting: Question[] = [];
  private unread: Buffer = Buffer.alloc(0);
  /** Bytes that are still to come of an object that is too large. */
  private surplus = 0;
  private closed = false;

  constructor(private readonly git: Git) {}

  /** The object that a name (an id, or `<commit>:<path>`) means, or null. Names hold no line break and no space. */
  object(name: string): Promise<StoredObject | null> {
    return this.ask("contents", name);
  }

  /** The id of the blob at a path of a commit, or null. */
  async blobAt(commit: string, path: string): Promise<string | null> {
    const found = await this.ask("info", `${commit}:${path}`);
    return found?.type === "blob" ? found.id : null;
  }

  /** The id of what a name means. Throws when the repository has no such thing. */
  async id(name: string): Promise<string> {
    const found = await this.ask("info", name);
    if (!found) throw new Error(`The releases repository has no ${name}. Run git fsck in it.`);
    return found.id;
  }

  /**
   * The text of a blob by id; null in, null out. One that is too large to be a manifest is a comment that says so, which
   * no check takes for a manifest. Throws when the repository has lost it.
   */
  async text(blob: string | null): Promise<string | null> {
    if (blob === null) return null;
    const found = await this.object(blob);
    if (found?.type !== "blob") throw new Error(`The releases repository has no blob ${blob}. Run git fsck in it.`);
    return found.size > LARGEST
      ? `# This file has ${found.size} bytes, which is more than a manifest may have, so the portal doesn't read it.\n`
      : found.content.toString("utf8");
  }

  /** Ends the process; later questions are refused. */
  close(): void {
    this.closed = true;
    this.child?.kill("SIGTERM");
  }

  private ask(command: Question["command"], name: string): Promise<StoredObject | null> {
    return new Promise((resolve, reject) => {
      this.send({ command, name, resolve, reject, tries: 0 });
    });
  }

  private send(question: Question): void {
    if (this.closed) {
      question.reject(new Error("The releases repository is closed."));
      return;
    }
    const child = this.child ?? this.begin();
    this.waiting.push(question);
    if (this.waiting.length === 1) holdProcess(child, true);
    child.stdin.write(`${question.command} ${question.name}\n`);
  }

  private begin(): ChildProcessWithoutNullStreams {
    const child = this.git.start(["cat-file", "--batch-command"]);
    this.child = child;
    this.unread = Buffer.alloc(0);
    this.surplus = 0;
    child.stdout.on("data", (chunk: Buffer) => this.take(chunk));
    child.stderr.resume();
    child.stdin.on("error", () => undefined);
    let ended = false;
    const end = (why: Error) => {
      if (ended) return;
      ended = true;
      this.child = null;
      const lost = this.waiting;
      this.waiting = [];
      for (const question of lost) {
        if (question.tries > 0) question.reject(why);
        else this.send({ ...question, tries: 1 });
      }
    };
    child.once("error", end);
    child.once("close", () => end(new Error("git cat-file ended before it answered.")));
    return child;
  }

  private take(chunk: Buffer): void {
    const more = this.withoutSurplus(chunk);
    this.unread = this.unread.length === 0 ? more : Buffer.concat([this.unread, more]);
    for (let question = this.waiting[0]; question !== undefined; question = this.waiting[0]) {
      const end = this.unread.indexOf(LINE_BREAK);
      if (end < 0) break;
      const [id = "", type = "", said = ""] = this.unread.toString("utf8", 0, end).split(" ");
      let next = end + 1;
      let answer: StoredObject | null = null;
      if (/^[0-9]+$/.test(said)) {
        const size = Number(said);
        const asked = question.command === "contents";
        const length = asked ? Math.min(size, LARGEST) : 0;
        if (this.unread.length < next + length) break;
        answer = { id, type, size, content: Buffer.from(this.unread.subarray(next, next + length)) };
        next += length;
        // What is left of a large object is passed over as it comes. Contents are followed by a line break of their own.
        if (asked) this.surplus = size - length + 1;
      }
      this.unread = this.withoutSurplus(this.unread.subarray(next));
      this.waiting.shift();
      question.resolve(answer);
    }
    if (this.waiting.length === 0 && this.child) holdProcess(this.child, false);
  }

  private withoutSurplus(bytes: Buffer): Buffer {
    const passed = Math.min(this.surplus, bytes.length);
    this.surplus -= passed;
    return bytes.subarray(passed);
  }
}

/** The id that git gives to a file's content. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
