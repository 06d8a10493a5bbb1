import { trailersOf } from "./commit";
import type { MainReader } from "./main-reader";
import type { Revision } from "./port";
import type { RequestRecord } from "./request-log";

/**
 * The commits of main that changed a path, newest first. A merge counts as one commit.
 * @param record what is known of the request with a number
 */
export async function historyOf(
  reader: MainReader,
  main: string,
  record: (number: number) => Pick<RequestRecord, "number" | "mergeCommit" | "by"> | undefined,
  path: string,
  limit: number,
): Promise<Revision[]> {
  if (path === "") return [];
  const text = await reader.git.text([
    // Nothing in a path is a pattern; and only of plain paths the commit graph knows which commits changed them.
    "--literal-pathspecs",
    "rev-list",
    "--first-parent",
    `--max-count=${Math.max(0, Math.floor(limit))}`,
    main,
    "--",
    path,
  ]);
  const ids = text.split("\n").filter((id) => id !== "");
  return Promise.all(
    ids.map(async (id) => {
      const { author, at, subject, body } = await reader.commit(id);
      // Anybody can write a trailer. A request is named when its own log says that this is its merge.
      const number = Number(trailersOf(body, "Request")[0]);
      const asked = record(number);
      const ours = asked?.mergeCommit === id ? asked : null;
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
