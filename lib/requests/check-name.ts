import { releaseNameOf } from "@/lib/domain/names";
import { pathOf } from "@/lib/domain/path";
import type { Problem } from "@/lib/domain/problem";
import type { NameAnswer } from "@/lib/domain/send-request";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "./deps";
import { openRequestFor, readGround, requireService } from "./ground";
import { clusterProblems, nameIsFree } from "./judge/name-is-free";
import { namesFit } from "./judge/names-fit";
import type { Case } from "./judge/proposal";
import { requireToSend } from "./may-send";
import { hasPath, targetOfInput } from "./target-of-input";
import { sightOf } from "./visible";

/** Whether a name would do, asked while it is typed: on main, in open requests and in the cluster. @throws PortalError `not-found` or `forbidden` */
export async function checkName(
  deps: Deps,
  viewer: Viewer,
  input: { service: string; tenant: string; name: string },
): Promise<NameAnswer> {
  const ground = await readGround(deps);
  requireService(ground, input.service);
  const target = targetOfInput(input);
  await requireToSend(deps, ground, viewer, "create", target);
  const by = { subject: viewer.subject, groups: viewer.groups };
  const judged: Case = {
    deps,
    ground,
    proposal: { type: "create", target, content: null, before: null, by, number: null, when: "send" },
  };
  const [fit, free, inCluster] = await Promise.all([namesFit(judged), nameIsFree(judged), clusterProblems(judged)]);
  const open = hasPath(target) ? openRequestFor(ground, pathOf(target)) : null;
  const requested: Problem[] = [];
  if (open) {
    const link = (await sightOf(deps, ground, viewer))(open)
      ? { link: { href: `/requests/${open.number}`, text: open.title } }
      : {};
    const message = "Somebody has requested this name already. Choose another one, or wait until that is decided.";
    requested.push({ code: "request-open", pointer: "/name", label: "Name", message, ...link });
  }
  const known = [...fit, ...free, ...requested];
  return {
    releaseName: releaseNameOf(target),
    problems: known.length > 0 ? known : (inCluster ?? []),
    clusterAsked: inCluster !== null,
  };
}
