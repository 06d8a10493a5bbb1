import type { Protection } from "@/lib/domain/pull-request";
import { PORTAL } from "../identity";
import type { RequestRecord } from "../request-log";
import type { ChangeNote } from "./commit-note";
import { DECISION_CONTEXT, setDecision } from "./decision-status";
import type { Hub, Now } from "./hub";
import { makeCommit } from "./make-commit";
import type { PullViews } from "./pull-views";
import { moveBranch } from "./submit";

/**
 * Brings main into the next approved request, where main's protection asks for branches that are up to date: without that
 * each merge would leave all others to be approved and checked anew. Its own file stays as it is, so what was decided about
 * it holds. Answers its number, or null when nothing is to be done.
 * @throws PortalError
 */
export async function bringMainIn(
  hub: Hub,
  views: PullViews,
  protection: () => Promise<Protection>,
  now: Now,
): Promise<number | null> {
  // Nothing is asked of GitHub before there is something to do.
  if (!(await approvedOf(hub, now)).some(({ behind }) => behind)) return null;
  const { upToDate, checks } = await protection();
  if (upToDate !== true || checks.length === 0) return null;
  const done = await hub.write(async (fresh) => {
    for (const { record, behind } of await approvedOf(hub, fresh)) {
      const found = await views.checks(record.tip, checks);
      const failed = found.some(
        ({ required, name, state }) => required && name !== DECISION_CONTEXT && state === "failed",
      );
      // This one is next, and what is behind it would only be left behind again by its merge.
      if (!behind && !failed) return NOTHING;
      if (!behind || !(await keepsItsFile(hub, record, fresh))) continue;
      const decided = found.some(({ name, state }) => name === DECISION_CONTEXT && state === "passed");
      return (await bringIn(hub, record, fresh.main, decided)) ? { number: record.number } : "again";
    }
    return NOTHING;
  });
  return done.number;
}

const NOTHING = { number: null };

/** Approved requests that a merge here is possible for, oldest first, and whether main has commits that they have not. */
async function approvedOf(hub: Hub, now: Now): Promise<{ record: RequestRecord; behind: boolean }[]> {
  const found: { record: RequestRecord; behind: boolean }[] = [];
  for (const record of [...hub.log.records()].reverse()) {
    if (record.end !== null || record.proposal.otherPaths.length > 0) continue;
    if ((await hub.view(record, now)).state !== "approved") continue;
    found.push({ record, behind: !(await hub.heads.isAncestor(now.main, record.tip)) });
  }
  return found;
}

/** Main has the file that the request started from: then it is the same after main came in. */
async function keepsItsFile(hub: Hub, { proposal }: RequestRecord, now: Now): Promise<boolean> {
  return (await hub.blobAt(now.main, proposal.path, now)) === proposal.before;
}

/** False when somebody was faster. */
async function bringIn(hub: Hub, record: RequestRecord, main: string, decided: boolean): Promise<boolean> {
  const pull = hub.pulls.get(record.number);
  if (!pull) throw new Error(`Pull request ${record.number} is not known.`);
  const { path, title, after } = record.proposal;
  const note: ChangeNote = { type: "updated", by: PORTAL, groups: [], key: main, title, path, base: main };
  const commit = await makeCommit(hub, {
    from: await hub.objects.id(`${main}^{tree}`),
    changes: [after === null ? { path, gone: true } : { path, blob: after }],
    parents: [record.tip, main],
    by: PORTAL,
    note,
  });
  // First, so that the branch is never without it.
  if (decided)
    await setDecision(hub, commit, "success", `Approved by ${approverOf(record)}; main was brought in since`);
  if (!(await moveBranch(hub, pull.head.ref, commit, false))) return false;
  await hub.refetch();
  return true;
}

function approverOf({ events }: RequestRecord): string {
  return events.findLast(({ type }) => type === "approved")?.by.name ?? "";
}
