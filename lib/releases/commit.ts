import type { Person } from "@/lib/domain/viewer";
import { parseIdentity } from "./identity";

export interface Commit {
  parents: string[];
  author: Person;
  /** The committer's time: ISO 8601, UTC. */
  at: string;
  committer: Person;
  subject: string;
  /** What follows the subject's paragraph. */
  body: string;
}

/** Reads a commit object as git stores it. */
export function parseCommit(content: Buffer): Commit {
  const text = content.toString("utf8");
  const split = text.indexOf("\n\n");
  const header = split < 0 ? text : text.slice(0, split);
  const message = split < 0 ? "" : text.slice(split + 2);
  const lines = header.split("\n");
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  const author = parseIdentity(valuesOf("author")[0] ?? "");
  const committer = parseIdentity(valuesOf("committer")[0] ?? "");
  const paragraph = message.search(/\n\s*\n/);
  const subject = (paragraph < 0 ? message : message.slice(0, paragraph)).trim().replace(/\s*\n\s*/g, " ");
  const body = paragraph < 0 ? "" : message.slice(paragraph).trim();
  return {
    parents: valuesOf("parent"),
    author: author.person,
    at: committer.at,
    committer: committer.person,
    subject,
    body,
  };
}

/** The values of a trailer in a message's last paragraph: the only place where the portal writes them. */
export function trailersOf(body: string, key: string): string[] {
  const last = body.split(/\n\s*\n/).pop() ?? "";
  return last
    .split("\n")
    .filter((line) => line.startsWith(`${key}: `))
    .map((line) => line.slice(key.length + 2).trim());
}
