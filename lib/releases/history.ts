import { parseCommit, trailersOf } from "./commit";
import type { Revision } from "./port";
import type { Repository } from "./repository";

/** The commits of main that changed a path, newest first. A merge counts as one commit. */
export async function historyOf(repository: Repository, path: string, limit: number): Promise<Revision[]> {
  const refs = await repository.current();
  if (path === "") return [];
  const text = await repository.git.text([
    // Nothing in a path is a pattern; and only of plain paths the commit graph knows which commits changed them.
    "--literal-pathspecs",
    "rev-list",
    "--first-parent",
    `--max-count=${Math.max(0, Math.floor(limit))}`,
    refs.main,
    "--",
    path,
  ]);
  const ids = text.split("\n").filter((id) => id !== "");
  return Promise.all(
    ids.map(async (id) => {
      const found = await repository.objects.object(id);
      if (!found) throw new Error(`The releases repository has no commit ${id}. Run git fsck in it.`);
      const { author, at, subject, body } = parseCommit(found.content);
      // Anybody can write a trailer. A request is named when its own log says that this is its merge.
      const number = Number(trailersOf(body, "Request")[0]);
      const record = repository.log.record(number);
      const ours = record?.mergeCommit === id ? record : null;
      const reviewers = trailersOf(body, "Reviewed-by").join(", ");
      return {
        commit: id,
        at,
        subject,
        request: ours?.number ?? null,
        by: ours?.by ?? author,
        reviewedBy: ours && reviewers !== "" ? reviewers : null,
      };
    }),
  );
}
