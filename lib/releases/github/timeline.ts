import type { RequestEvent } from "@/lib/domain/request";
import type { Person } from "@/lib/domain/viewer";
import { parseCommit } from "../commit";
import type { Proposal } from "../log-entry";
import type { StoryCommit } from "./branch-story";
import { placeOfMerge, readMerge } from "./commit-note";
import type { Facts, Sources } from "./facts";
import { readRemark } from "./remark-note";

interface Item {
  event: RequestEvent;
  /** The place in the branch's story of the commit after which it happened. */
  after: number;
  /** Within one second: commits, then what was said, then how it ended. */
  rank: 0 | 1 | 2;
}

const REVIEWS: Record<string, RequestEvent["type"]> = { APPROVED: "approved", CHANGES_REQUESTED: "changes-asked" };

/** What a review that was written here ends with: how a second try finds the first. */
export const reviewMark = (id: string) => `<!-- portal:${id} -->`;

const isEnd = (type: RequestEvent["type"]) => type === "declined" || type === "withdrawn";

/**
 * Everything that happened to a request, oldest first. GitHub's times are in seconds and a commit's time is its maker's:
 * so what was said stands after the commit that it was said about, whatever the clocks say, and time decides the rest.
 */
export async function timelineOf(
  sources: Sources,
  facts: Facts,
  story: readonly StoryCommit[],
  known: { proposal: Proposal; main: string; mergeCommit: string | null },
): Promise<RequestEvent[]> {
  const commits = await commitsOf(sources, facts, story, known);
  const writers = new Set(commits.map(({ event }) => event.by.subject).filter((subject) => subject !== ""));
  const items = [...commits, ...commentsOf(sources, facts, story), ...reviewsOf(sources, facts, story, writers)];
  const end = await endingOf(sources, facts, story, known.mergeCommit, items);
  if (end) items.push(end);
  return items
    .map((item, place) => ({ ...item, place }))
    .sort((a, b) => a.after - b.after || compare(a.event.at, b.event.at) || a.rank - b.rank || a.place - b.place)
    .map(({ event }) => event);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inSeconds = (at: string) => `${at.slice(0, 19)}Z`;

async function commitsOf(
  { reader, personOf }: Sources,
  { pull, extra }: Facts,
  story: readonly StoryCommit[],
  { proposal, main }: { proposal: Proposal; main: string },
): Promise<Item[]> {
  const items: Item[] = [];
  for (const [place, { id, commit, note }] of story.entries()) {
    const seen = story[place - 1]?.id;
    const login = extra.authors.get(id);
    const by = note?.by ?? (login === undefined ? commit.author : personOf(login));
    const held = seen !== undefined && !note && (await reader.heads.holds({ tip: "", proposal }, seen, id, main));
    const type = seen === undefined ? "opened" : (note?.type ?? (held ? "updated" : "revised"));
    const opener = seen === undefined && !note && pull.user ? personOf(pull.user.login) : by;
    const text = note ? "" : commit.subject;
    items.push({ event: { type, at: commit.at, by: opener, head: id, text }, after: place, rank: 0 });
    // Whoever opened it, wrote it or pushed it has a hand in it; a commit's author is whoever its maker names.
    const pusher = note ? undefined : extra.pushers.get(id);
    const others = [by, ...(pusher === undefined ? [] : [personOf(pusher)])];
    const told = new Set(["", opener.subject]);
    for (const other of others) {
      if (told.has(other.subject)) continue;
      told.add(other.subject);
      items.push({ event: { type: "revised", at: commit.at, by: other, head: id, text }, after: place, rank: 0 });
    }
  }
  return items;
}

/** The place after which something was said: that of its commit, else that of the last commit before its time. */
function placeOf(story: readonly StoryCommit[], tip: string | null, at: string): number {
  const place = tip === null ? -1 : story.findIndex(({ id }) => id === tip);
  if (place >= 0) return place;
  return Math.max(
    0,
    story.findLastIndex(({ commit }) => inSeconds(commit.at) <= at),
  );
}

function commentsOf(
  { seal, personOf }: Sources,
  { pull, comments, tip }: Facts,
  story: readonly StoryCommit[],
): Item[] {
  const ids = new Set<string>();
  return comments.flatMap(({ body = "", user, created_at }): Item[] => {
    const note = readRemark(seal, pull.number, body);
    if (note && ids.has(note.id)) return [];
    if (note) ids.add(note.id);
    // What was to end it did not, or was taken back on GitHub.
    const type = note && !(isEnd(note.type) && pull.state === "open") ? note.type : "commented";
    const by: Person = note?.by ?? personOf(user?.login ?? "ghost");
    const after = placeOf(story, note?.tip ?? null, created_at);
    const head = note?.head ?? story[after]?.id ?? tip;
    return [{ event: { type, at: created_at, by, head, text: note?.text ?? body }, after, rank: 1 }];
  });
}

function reviewsOf(
  { personOf }: Sources,
  { extra, tip }: Facts,
  story: readonly StoryCommit[],
  writers: ReadonlySet<string>,
): Item[] {
  return extra.reviews.flatMap(({ body, state, user, commit_id, submitted_at }): Item[] => {
    const by = personOf(user?.login ?? "ghost");
    const text = body.replace(/\s*<!-- portal:[0-9a-f-]+ -->\s*$/, "");
    // Nobody decides what they wrote themselves, on GitHub neither.
    const type = writers.has(by.subject) ? "commented" : (REVIEWS[state] ?? "commented");
    if (submitted_at === undefined || (type === "commented" && text === "")) return [];
    const after = placeOf(story, commit_id, submitted_at);
    return [{ event: { type, at: submitted_at, by, head: commit_id ?? tip, text }, after, rank: 1 }];
  });
}

/** How it ended, where nothing that was said here tells so. */
async function endingOf(
  { reader, seal, personOf }: Sources,
  { pull, extra, tip }: Facts,
  story: readonly StoryCommit[],
  mergeCommit: string | null,
  items: readonly Item[],
): Promise<Item | null> {
  const after = Math.max(0, story.length - 1);
  const endedBy = extra.endedBy === null ? null : personOf(extra.endedBy);
  if (mergeCommit !== null) {
    const { body, committer, at } = await reader.commit(mergeCommit);
    const note = readMerge(seal, placeOfMerge(pull.number, tip), body);
    const by = note?.by ?? endedBy ?? committer;
    const event = {
      type: "merged",
      at: pull.merged_at ?? at,
      by,
      head: note?.head ?? tip,
      text: note?.text ?? "",
    } as const;
    return { event, after, rank: 2 };
  }
  if (pull.state === "open" || items.some(({ event }) => isEnd(event.type))) return null;
  const requester = items[0]?.event.by;
  const withdrawn = endedBy !== null && endedBy.subject === requester?.subject;
  const event = {
    type: withdrawn ? "withdrawn" : "declined",
    at: pull.closed_at ?? pull.updated_at,
    by: endedBy ?? personOf("ghost"),
    head: tip,
    text: "",
  } as const;
  return { event, after, rank: 2 };
}

/** Whether GitHub has to be asked who ended it: nothing that was written here says so. */
export async function endUnknown({ reader, seal }: Sources, { pull, comments, tip }: Facts): Promise<boolean> {
  if (pull.state === "open") return false;
  if (pull.merged_at !== null && pull.merge_commit_sha !== null) {
    const found = await reader.objects.object(pull.merge_commit_sha);
    if (found?.type !== "commit") return false;
    const { body } = parseCommit(found.content);
    return readMerge(seal, placeOfMerge(pull.number, tip), body) === null;
  }
  return !comments.some(({ body = "" }) => {
    const note = readRemark(seal, pull.number, body);
    return note !== null && isEnd(note.type);
  });
}
