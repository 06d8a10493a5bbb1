import { targetOf } from "@/lib/domain/path";
import type { ForeignPull } from "@/lib/domain/pull-request";
import type { RequestEvent } from "@/lib/domain/request";
import { oneLine } from "../identity";
import { type Proposal, titleLine } from "../log-entry";
import type { MainReader } from "../main-reader";
import type { RequestRecord } from "../request-log";
import { type StoryCommit, storyOf } from "./branch-story";
import type { Facts, Sources } from "./facts";
import type { Pull } from "./shapes";
import { timelineOf } from "./timeline";

/**
 * What a pull request is as a request: by what it changes, not by who opened it or how it is labelled.
 * Everything is worked out anew from Git and GitHub; nothing is kept elsewhere.
 */
export async function recordOf(sources: Sources, facts: Facts): Promise<RequestRecord | ForeignPull> {
  const { reader, seal, repository, branch } = sources;
  const { pull, tip } = facts;
  const foreign = async (why: string) => foreignOf(pull, why, await pathsOf(reader, pull, tip, facts.main));
  if (pull.base.ref !== branch)
    return foreign(`It is for the branch ${pull.base.ref}, and requests are for ${branch}.`);
  if (pull.head.repo?.full_name !== repository) return foreign("Its branch is in another repository.");
  const mergeCommit = pull.merged_at === null ? null : pull.merge_commit_sha;
  const main = mergeCommit === null ? facts.main : await parentOf(reader, mergeCommit);
  const story = await storyOf(reader, seal, tip, main);
  const proposal = await proposalOf(sources, facts, story, main);
  if (typeof proposal === "string") return foreign(proposal);

  const notes = story.flatMap(({ id, note }) => (note ? [{ id, note }] : []));
  const events = await timelineOf(sources, facts, story, { proposal, main, mergeCommit });
  const by = events[0]?.by ?? sources.personOf(pull.user?.login ?? "");
  const submissions = new Map<string, RequestRecord["submissions"][number]>();
  for (const { id, note } of notes) {
    const { key, path } = note;
    const mark = `${note.by.subject}\n${key}`;
    submissions.set(mark, { by: note.by.subject, key, path, blob: await reader.objects.blobAt(id, path) });
  }
  return {
    number: pull.number,
    log: "",
    tip,
    events,
    proposal,
    by,
    requesterGroups: notes.findLast(({ note }) => note.by.subject === by.subject)?.note.groups ?? [],
    submissions: [...submissions.values()],
    end: endOf(events),
    mergeCommit,
    handEdited: story.some(({ note }) => !note),
  };
}

/** Paths that are named of one pull request. */
const NAMED = 5;

/** A pull request as one that is no request. In: why, and the paths that it changes. */
export function foreignOf(pull: Pull, why: string, paths: readonly string[]): ForeignPull {
  return {
    number: pull.number,
    title: oneLine(pull.title),
    url: pull.html_url,
    by: pull.user?.login ?? "ghost",
    openedAt: pull.created_at,
    open: pull.state === "open",
    why,
    paths: paths.slice(0, NAMED).map(oneLine),
    pathCount: paths.length,
  };
}

/** What an open pull request changes; nobody asks that of one that has ended. */
async function pathsOf({ heads }: MainReader, pull: Pull, tip: string, main: string): Promise<string[]> {
  const base = pull.state === "open" ? await heads.mergeBase(main, tip) : null;
  return base === null ? [] : heads.pathsBetween(base, tip);
}

/** Main before a merge. */
async function parentOf(reader: MainReader, merge: string): Promise<string> {
  return (await reader.commit(merge)).parents[0] ?? merge;
}

/** What is asked for at the branch's tip, or why that is no request. */
async function proposalOf(
  { reader }: Sources,
  { pull, tip }: Facts,
  story: readonly StoryCommit[],
  main: string,
): Promise<Proposal | string> {
  const note = story.findLast((commit) => commit.note)?.note;
  const ours = note !== undefined && note !== null && story.every((commit) => commit.note);
  const base = ours ? note.base : await reader.heads.mergeBase(main, tip);
  if (base === null) return "Its branch shares no commit with main.";
  const changed = ours ? [note.path] : await reader.heads.pathsBetween(base, tip);
  const manifests = changed.filter((path) => targetOf(path) !== null);
  const [only] = manifests;
  if (!note && (changed.length !== 1 || only === undefined))
    return `It changes ${changed.length === 1 ? "a file that is no manifest" : `${changed.length} files`}, and a request changes exactly one manifest.`;
  const path = note?.path ?? only ?? "";
  const [before, after] = await Promise.all([reader.objects.blobAt(base, path), reader.objects.blobAt(tip, path)]);
  const type = after === null ? "delete" : before === null ? "create" : "update";
  const otherPaths = changed.filter((other) => other !== path);
  return { title: note?.title ?? titleLine(pull.title), path, type, base, before, after, otherPaths };
}

function endOf(events: readonly RequestEvent[]): RequestRecord["end"] {
  const end = events.find(({ type }) => type === "merged" || type === "declined" || type === "withdrawn");
  // The type was looked at one line above.
  return (end?.type ?? null) as RequestRecord["end"];
}
