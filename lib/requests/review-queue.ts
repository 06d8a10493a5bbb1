import type { FlagCode } from "@/lib/domain/flag";
import { pageOf } from "@/lib/domain/path";
import { isOpen, type Request, type RequestDetail } from "@/lib/domain/request";
import type { QueueRow, ReviewQueue, Trouble } from "@/lib/domain/request-views";
import type { StatusLine } from "@/lib/domain/status-views";
import type { Target } from "@/lib/domain/target";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { statusLinesOf } from "@/lib/tenants/status-of";
import { changeOf, verdictOn } from "./assess";
import type { Deps } from "./deps";
import { githubProblems } from "./github-problems";
import { type Ground, namesOfService, readGround } from "./ground";
import { lineOf, personOf } from "./line-of";
import { matches } from "./paging";
import { countUnwell, readClusterHealth } from "./platform-health";
import { viewOf } from "./read-request";
import { requirePlatformAdmin, rightToDecide } from "./rights";
import { unreadableRequests } from "./unreadable-requests";
import { withoutTenant } from "./without-tenant";

/** Rows shown at once; the queue is worked off from its oldest end. */
const ROWS = 50;
/** Newest merges whose targets are looked at for trouble. */
const LOOKED_AT = 40;

/** Foreign pull requests that are shown. */
const FOREIGN = 20;

/** Ended requests that are named. */
const ENDED = 20;

/** What waits for a platform admin, oldest first, and the request that is being looked at. @throws PortalError `forbidden` */
export async function reviewQueue(
  deps: Deps,
  viewer: Viewer,
  input: { selected: number | null; q: string; flag: FlagCode | null },
): Promise<ReviewQueue> {
  requirePlatformAdmin(viewer);
  const ground = await readGround(deps);
  const open = ground.requests.filter(({ state }) => isOpen(state)).reverse();
  const q = input.q.trim().slice(0, 200);
  const found = open.filter(({ number, title, by }) => matches(`#${number} ${title} ${by.name} ${by.subject}`, q));
  const [rows, troubles, unreadable, state, health, homeless, foreignPulls, github] = await Promise.all([
    rowsOf(deps, ground, viewer, found, input.flag),
    troublesOf(deps, ground),
    unreadableRequests(deps),
    deps.cluster.state(),
    readClusterHealth(deps, ground),
    withoutTenant(deps, ground),
    deps.github?.foreign() ?? [],
    deps.github?.state() ?? null,
  ]);
  const number = input.selected ?? rows[0]?.number ?? null;
  const detail = number === null ? null : await deps.releases.request(number);
  const at = rows.findIndex((row) => row.number === number);
  const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
  return {
    rows,
    waiting: open.filter((request) => waitsFor(viewer, ground, request)).length,
    open: open.length,
    q,
    flag: input.flag,
    selected: detail && (await viewOf(deps, ground, viewer, detail)),
    next: others.find((row) => row.number !== number && row.decide.allowed)?.number ?? null,
    ended: endedLately(ground.requests),
    troubles,
    foreignPulls: { first: foreignPulls.slice(0, FOREIGN), count: foreignPulls.length },
    callLimit: github?.limit ?? null,
    unwell: countUnwell({
      ...ground,
      foreign: ground.main.foreign(),
      github: githubProblems(github, ground.platform.branch),
      unreadable,
      unreachable: state.unreachable,
      fallen: deps.fallen?.() ?? [],
      withoutTenant: homeless,
      health,
    }),
    simulated: state.mode === "simulated",
    unreachable: state.unreachable,
  };
}

/** True when a request waits for this viewer's decision, and not for its requester. */
export function waitsFor(viewer: Viewer, ground: Pick<Ground, "platform">, request: Request): boolean {
  const undecided = request.state === "waiting" || request.state === "approved";
  return undecided && rightToDecide(viewer, request, ground.platform).allowed;
}

/** The newest ends: number and state, who did it and when. */
function endedLately(requests: readonly Request[]): ReviewQueue["ended"] {
  return requests
    .flatMap(({ number, state, events }) => {
      const last = isOpen(state) ? undefined : events.findLast(({ type }) => type === state);
      return last ? [{ number, state, by: personOf(last.by), at: last.at }] : [];
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, ENDED);
}

async function rowsOf(
  deps: Deps,
  ground: Ground,
  viewer: Viewer,
  requests: readonly Request[],
  flag: FlagCode | null,
): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  // A flag is only known once a request was looked into, so a filtered queue is read until the page is full.
  for (let from = 0; from < requests.length && rows.length < ROWS; from += ROWS) {
    const details = await Promise.all(
      requests.slice(from, from + ROWS).map(({ number }) => deps.releases.request(number, "in-a-list")),
    );
    const read = await Promise.all(details.flatMap((detail) => (detail ? [rowOf(deps, ground, viewer, detail)] : [])));
    rows.push(...read.filter((row) => flag === null || row.flags.some(({ code }) => code === flag)));
  }
  return rows.slice(0, ROWS);
}

async function rowOf(deps: Deps, ground: Ground, viewer: Viewer, detail: RequestDetail): Promise<QueueRow> {
  const { sentence, flags } = changeOf(ground, detail);
  const { problems } = await verdictOn(deps, ground, detail);
  return {
    ...lineOf(ground, viewer, detail),
    change: sentence,
    flags,
    problems: problems.length,
    decide: rightToDecide(viewer, detail, ground.platform),
    head: detail.head,
  };
}

function isTrouble({ state, since }: StatusLine, now: Date, patience: number): boolean {
  const slow = since !== null && now.getTime() - Date.parse(since) > patience * 1_000;
  return state === "broken" || (state === "progressing" && slow);
}

/** What was merged lately and is broken or slow; the newest merge of each target counts. */
async function troublesOf(deps: Deps, ground: Ground): Promise<Trouble[]> {
  const targets = new Map<string, Target>();
  for (const { state, path, target } of ground.requests)
    if (state === "merged" && targets.size < LOOKED_AT) targets.set(path, target);
  const all = [...targets.values()];
  const lines = await statusLinesOf(deps, ground, all);
  return all.flatMap((target, index) => {
    const status = lines[index];
    return status && isTrouble(status, deps.now(), ground.platform.timeouts.release)
      ? [{ target, href: pageOf(target), serviceTitle: namesOfService(ground, serviceOf(target)).title, status }]
      : [];
  });
}
