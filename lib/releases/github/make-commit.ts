import type { Person } from "@/lib/domain/viewer";
import { gitPerson, PORTAL } from "../identity";
import type { FileChange } from "../object-writer";
import { type ChangeNote, changeMessage, placeOfCommit } from "./commit-note";
import type { Hub } from "./hub";
import { SHA } from "./shapes";

/** A commit for a request's branch. */
export interface Wanted {
  /** The tree that is changed. */
  from: string;
  changes: readonly FileChange[];
  parents: readonly string[];
  by: Person;
  note: ChangeNote;
}

/** Makes the tree and the commit; nothing points at it yet. Its time is fixed, so a second try makes the same one. */
export async function makeCommit(hub: Hub, { from, changes, parents, by, note }: Wanted): Promise<string> {
  const { client, sources, now } = hub.parts;
  const tree = await client.call(async (octokit) => {
    const { data } = await octokit.rest.git.createTree({ ...client.at, base_tree: from, tree: changes.map(entryOf) });
    return SHA.parse(data).sha;
  });
  const date = now().toISOString();
  return client.call(async (octokit) => {
    const { data } = await octokit.rest.git.createCommit({
      ...client.at,
      message: changeMessage(sources.seal, placeOfCommit(tree, parents), note),
      tree,
      parents: [...parents],
      author: { ...authorOf(by), date },
      committer: { ...gitPerson(PORTAL), date },
    });
    return SHA.parse(data).sha;
  });
}

/** GitHub refuses an author without an address. */
function authorOf(by: Person) {
  const { name, email } = gitPerson(by);
  return { name, email: email.includes("@") ? email : gitPerson(PORTAL).email };
}

function entryOf(change: FileChange) {
  const file = { path: change.path, mode: "100644", type: "blob" } as const;
  if ("text" in change) return { ...file, content: change.text };
  return { ...file, sha: "blob" in change ? change.blob : null };
}
