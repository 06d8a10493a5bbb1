import { type Commit, parseCommit } from "../commit";
import type { MainReader } from "../main-reader";
import { type ChangeNote, placeOfCommit, readChange } from "./commit-note";
import type { Seal } from "./seal";

/** A commit of a request's branch, and what the portal noted in it (null: somebody else made it). */
export interface StoryCommit {
  id: string;
  commit: Commit;
  note: ChangeNote | null;
}

/** More commits than anybody pushes to one request; what is older is not told of. */
const MOST = 200;

/**
 * The commits of a branch, oldest first: back to the one by which the portal opened it, or to where it left main.
 * Commits that came in from main are none of them.
 */
export async function storyOf(reader: MainReader, seal: Seal, tip: string, main: string): Promise<StoryCommit[]> {
  const story: StoryCommit[] = [];
  for (let id: string | undefined = tip; id !== undefined && story.length < MOST; ) {
    const told = await storyCommit(reader, seal, id);
    if (!told.note && (await reader.heads.isAncestor(id, main))) break;
    story.push(told);
    if (told.note?.type === "opened") break;
    id = told.commit.parents[0];
  }
  return story.reverse();
}

async function storyCommit(reader: MainReader, seal: Seal, id: string): Promise<StoryCommit> {
  const found = await reader.objects.object(id);
  if (found?.type !== "commit") throw new Error(`The mirror of the releases repository has no commit ${id}.`);
  const commit = parseCommit(found.content);
  const tree = /^tree ([0-9a-f]{40})/.exec(found.content.toString("latin1", 0, 45))?.[1] ?? "";
  return { id, commit, note: readChange(seal, placeOfCommit(tree, commit.parents), commit.body) };
}
