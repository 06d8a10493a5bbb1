import { isSamePerson } from "@/lib/domain/person";
import { isOpen, type Request } from "@/lib/domain/request";
import type { Attention, News } from "@/lib/domain/request-views";
import { decodeSeen, isNews } from "@/lib/domain/seen";
import type { StatusLine } from "@/lib/domain/status-views";
import type { Viewer } from "@/lib/domain/viewer";
import { statusLinesOf } from "@/lib/tenants/status-of";
import type { Deps } from "./deps";
import { type Ground, readGround } from "./ground";
import { changedAt } from "./line-of";
import { markOf } from "./mark-of";
import { waitsFor } from "./review-queue";

/** Older than this is history, not news. */
const FRESH_MS = 14 * 24 * 3_600_000;
/** Own requests looked at, newest first. */
const LOOKED_AT = 30;

/** What the navigation counts. @param input `seen` is the cookie's text as the browser sent it, "" for none. */
export async function readAttention(deps: Deps, viewer: Viewer, input: { seen: string }): Promise<Attention> {
  const ground = await readGround(deps);
  const since = deps.now().getTime() - FRESH_MS;
  const own = ground.requests
    .filter((request) => isSamePerson(request.by, viewer) && Date.parse(changedAt(request)) >= since)
    .slice(0, LOOKED_AT)
    // How a target is doing is news of its newest change alone.
    .filter((request) => request.state !== "merged" || newestMerge(ground.requests, request.path) === request);
  return {
    toDecide: ground.requests.filter((request) => waitsFor(viewer, ground, request)).length,
    news: await newsOf(deps, ground, own, input.seen),
  };
}

function newestMerge(requests: readonly Request[], path: string): Request | undefined {
  const mergedAt = ({ events }: Request) => events.find(({ type }) => type === "merged")?.at ?? "";
  return requests
    .filter((request) => request.path === path && request.state === "merged")
    .reduce<Request | undefined>(
      (newest, request) => (newest && mergedAt(newest) >= mergedAt(request) ? newest : request),
      undefined,
    );
}

async function newsOf(deps: Deps, ground: Ground, own: readonly Request[], cookie: string): Promise<News[]> {
  const seen = decodeSeen(cookie);
  const merged = own.filter(({ state }) => state === "merged");
  const lines = await statusLinesOf(
    deps,
    ground,
    merged.map(({ target }) => target),
  );
  const status = new Map(merged.map(({ number }, index) => [number, lines[index] ?? null]));
  return own.flatMap((request) => {
    const line = status.get(request.number) ?? null;
    if (!isNews(seen, request.number, markOf(request, line?.state ?? null))) return [];
    const { number, title } = request;
    return [{ number, href: `/requests/${number}`, title, ...whatHappened(request, line) }];
  });
}

function whatHappened(request: Request, status: StatusLine | null): { what: string; at: string } {
  const at = changedAt(request);
  const arrived = status && ["ready", "gone", "broken"].includes(status.state);
  if (!isOpen(request.state) && status && arrived) return { what: status.sentence, at: status.since ?? at };
  const last = request.events.findLast(({ by, type }) => !isSamePerson(by, request.by) && type !== "updated");
  if (!last) return { what: "Changed", at };
  const verb =
    last.type === "changes-asked" ? "Changes asked" : `${last.type.charAt(0).toUpperCase()}${last.type.slice(1)}`;
  return { what: `${verb} by ${last.by.name}`, at: last.at };
}
