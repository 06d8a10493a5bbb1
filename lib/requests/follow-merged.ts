import type { Chat } from "@/lib/domain/chat-news";
import { pathOf } from "@/lib/domain/path";
import type { Request } from "@/lib/domain/request";
import { statusOf } from "@/lib/tenants/status-of";
import type { Deps } from "./deps";
import { readGround } from "./ground";

/** How often (ms) what was merged is looked at while the cluster reports nothing, and how long it is followed. */
const PACE = { look: 15_000, most: 3_600_000 };

/** Merged requests that are followed at once; of more the newest are. */
const MOST = 200;

interface Followed {
  request: Request;
  until: number;
  /** A failure is told once; what comes ready after it is told too. */
  failed: boolean;
}

/**
 * Tells a chat what becomes of merged requests in the cluster: ready, or stopped. Each is followed until it is ready, another
 * request for the same manifest is merged, or an hour has passed; a restart forgets.
 * @returns takes a request that was just merged
 */
export function followMerged(deps: Deps, chat: Chat, pace = PACE): (request: Request) => void {
  const followed = new Map<string, Followed>();
  let stop: (() => void) | null = null;
  let looking: Promise<void> | null = null;
  let again = false;

  const lookAt = async (path: string, one: Followed) => {
    const ground = await readGround(deps);
    const newest = ground.requests.find((request) => request.path === path && request.state === "merged");
    const { state } = (await statusOf(deps, ground, one.request.target)).status.story;
    // Meanwhile it may be another request's turn.
    if (followed.get(path) !== one) return;
    const ready = state === (one.request.type === "delete" ? "gone" : "ready");
    if (ready) chat.tell({ what: "ready", request: one.request, by: null });
    else if (state === "broken" && !one.failed) {
      one.failed = true;
      chat.tell({ what: "failed", request: one.request, by: null });
    }
    if (ready || newest?.number !== one.request.number || deps.now().getTime() > one.until) followed.delete(path);
  };
  const look = () => {
    again = true;
    looking ??= (async () => {
      while (again) {
        again = false;
        // What can't be read now is read later.
        for (const [path, one] of [...followed]) await lookAt(path, one).catch(() => undefined);
      }
      looking = null;
      if (followed.size === 0) stop?.();
    })();
  };
  const listen = () => {
    const following = deps.cluster.changes((targets) => {
      if (targets === null || targets.some((target) => followed.has(pathOf(target)))) look();
    });
    const timer = setInterval(look, pace.look);
    timer.unref();
    return () => {
      clearInterval(timer);
      following.end();
      stop = null;
    };
  };

  return (request) => {
    followed.delete(request.path);
    followed.set(request.path, { request, until: deps.now().getTime() + pace.most, failed: false });
    if (followed.size > MOST) followed.delete(followed.keys().next().value ?? "");
    stop ??= listen();
    look();
  };
}
