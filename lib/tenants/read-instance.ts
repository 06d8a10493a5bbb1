import { releaseNameOf } from "@/lib/domain/names";
import { pageOf, pathOf } from "@/lib/domain/path";
import { refused } from "@/lib/domain/right";
import type { Target } from "@/lib/domain/target";
import type { InstanceView } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import { namesOfService, openRequestFor, readGround } from "@/lib/requests/ground";
import { lineOf } from "@/lib/requests/line-of";
import { textAt } from "@/lib/requests/manifest-file";
import { hasPath } from "@/lib/requests/target-of-input";
import { accessTo, missing, requireSight, rightTo } from "./access";
import { childViews } from "./child-views";
import { connectionOf } from "./connection-of";
import { driftOf } from "./drift-of";
import { fileProblems } from "./file-problems";
import { historyOf } from "./history-of";
import { statusOf } from "./status-of";

/** One instance; one that was deleted is still shown with its history while it goes and after. @throws PortalError `not-found` */
export async function readInstance(
  deps: Deps,
  viewer: Viewer,
  input: { target: Extract<Target, { type: "instance" }> },
): Promise<InstanceView> {
  const { target } = input;
  if (!hasPath(target)) throw missing();
  const ground = await readGround(deps);
  const access = await accessTo(deps.releases, ground.main, viewer, target.tenant);
  requireSight(access);
  const path = pathOf(target);
  const entry = ground.main.entry(path);
  const service = namesOfService(ground, target.service);
  const schema = ground.services.find(({ name }) => name === target.service)?.schema ?? {};
  const [history, text] = await Promise.all([historyOf(deps, path, schema), textAt(ground.main, path)]);
  if (!entry && history.length === 0) throw missing();
  const told = await statusOf(deps, ground, target);
  const { status, observation } = told;
  const open = openRequestFor(ground, path);
  const busy = open && refused(`Request ${open.number} is open for ${target.name}. It has to be decided first.`);
  const gone = entry ? null : refused(`${target.name} was deleted.`);
  const retired = ground.services.some(({ name }) => name === target.service)
    ? null
    : refused(
        `The catalogue doesn't offer ${service.title} any more, so there is no form for it. Ask the platform team to bring its chart back, or change the manifest with git.`,
      );
  const edit = rightTo(access, "edit", `change ${target.name}`);
  const remove = rightTo(access, "admin", `delete ${target.name}`);
  return {
    target,
    service: { name: service.name, kind: service.kind, title: service.title },
    role: access.role,
    example: ground.example.tenants.includes(target.tenant),
    releaseName: releaseNameOf(target),
    status,
    children: childViews(ground, told),
    history,
    manifest: entry && text !== null ? { text, path, commit: entry.commit, changedAt: entry.changedAt } : null,
    live: observation?.instance ? JSON.stringify(observation.instance, null, 2) : null,
    drift: entry && text !== null ? driftOf({ text, kind: service.kind, schema }, told) : null,
    connection: entry ? connectionOf(ground.services, told) : null,
    openRequest: open && lineOf(ground, viewer, open),
    problems: text === null ? [] : fileProblems(ground, target, text),
    can: {
      edit: edit.allowed ? (gone ?? retired ?? busy ?? edit) : edit,
      remove: remove.allowed ? (gone ?? busy ?? remove) : remove,
    },
    links: { edit: `${pageOf(target)}/edit`, remove: `${pageOf(target)}/delete` },
  };
}
