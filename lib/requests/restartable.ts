import { PortalError } from "@/lib/domain/errors";
import type { RequestDetail } from "@/lib/domain/request";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import type { Deps } from "./deps";
import type { Ground } from "./ground";
import { rightsOn } from "./rights";
import { requireRequest } from "./visible";

/** The viewer's own declined or withdrawn request of that number. @throws PortalError `not-found` or `forbidden` */
export async function restartable(deps: Deps, ground: Ground, viewer: Viewer, number: number): Promise<RequestDetail> {
  const request = await requireRequest(deps, ground, viewer, number);
  const right = rightsOn(viewer, request, ground.platform, []).restart;
  if (right.why !== null) throw new PortalError("forbidden", right.why);
  const detail = await deps.releases.request(number);
  if (!detail) throw missing();
  return detail;
}
