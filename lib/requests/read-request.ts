import { pageOf } from "@/lib/domain/path";
import { isOpen, type RequestDetail } from "@/lib/domain/request";
import type { RequestView } from "@/lib/domain/request-views";
import { serviceOf } from "@/lib/domain/target";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import { statusOf } from "@/lib/tenants/status-of";
import { changeOf, hunksOf, verdictOn } from "./assess";
import type { Deps } from "./deps";
import { type Ground, readGround } from "./ground";
import { lineOf } from "./line-of";
import { markOf } from "./mark-of";
import { rightsOn } from "./rights";
import { timelineOf } from "./timeline";
import { typicalWaitOf } from "./typical-wait";
import { requireRequest } from "./visible";

/** One request. @throws PortalError `not-found`, in the same words whether it is missing or not the viewer's to see. */
export async function readRequest(deps: Deps, viewer: Viewer, input: { number: number }): Promise<RequestView> {
  const ground = await readGround(deps);
  await requireRequest(deps, ground, viewer, input.number);
  const detail = await deps.releases.request(input.number);
  if (!detail) throw missing();
  return viewOf(deps, ground, viewer, detail);
}

/** A request as one viewer sees it; that they may see it was checked before. */
export async function viewOf(deps: Deps, ground: Ground, viewer: Viewer, detail: RequestDetail): Promise<RequestView> {
  const { target, number } = detail;
  const [verdict, pull, told] = await Promise.all([
    verdictOn(deps, ground, detail),
    isOpen(detail.state) ? (deps.github?.pull(number) ?? null) : null,
    detail.state === "merged" ? statusOf(deps, ground, target) : null,
  ]);
  const change = changeOf(ground, detail);
  const service = ground.services.find(({ name }) => name === serviceOf(target));
  const status = told?.status ?? null;
  const typicalWait = typicalWaitOf(ground.requests);
  return {
    ...lineOf(ground, viewer, detail),
    path: detail.path,
    service: service ? { name: service.name, kind: service.kind, title: service.title } : null,
    change: change.sentence,
    diff: hunksOf(change),
    before: !isOpen(detail.state) ? "before-merge" : detail.merged.conflict ? "base" : "main",
    flags: change.flags,
    problems: verdict.problems,
    clusterAsked: verdict.clusterAsked,
    timeline: timelineOf({ detail, ...verdict, status, typicalWait }),
    can: rightsOn(viewer, detail, ground.platform, verdict.problems, pull?.waits),
    links: { edit: `/requests/${number}/edit`, restart: restartLink(detail), target: pageOf(target) },
    head: detail.head,
    mergeCommit: detail.mergeCommit,
    pull,
    status,
    typicalWait,
    mark: markOf(detail, status?.story.state ?? null),
  };
}

function restartLink({ type, target, number }: RequestDetail): string {
  if (type === "delete") return `${pageOf(target)}/delete`;
  return type === "update"
    ? `${pageOf(target)}/edit?from=${number}`
    : `/services/${serviceOf(target)}/new?from=${number}`;
}
