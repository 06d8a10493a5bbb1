import { pageOf, pathOf } from "@/lib/domain/path";
import { isOpen } from "@/lib/domain/request";
import { ALLOWED, refused } from "@/lib/domain/right";
import { isInstanceService, TENANT_SERVICE } from "@/lib/domain/service";
import type { InstanceQuery, TenantView } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import { openRequestFor, readGround } from "@/lib/requests/ground";
import { lineOf } from "@/lib/requests/line-of";
import { textAt } from "@/lib/requests/manifest-file";
import { hasPath } from "@/lib/requests/target-of-input";
import { accessTo, missing, requireSight, rightTo } from "./access";
import { fileProblems } from "./file-problems";
import { historyOf } from "./history-of";
import { pickInstances } from "./pick-instances";
import { quotaOf } from "./quota-of";
import { statusOf } from "./status-of";

/** Open requests that the page shows. */
const SHOWN = 50;

/** One tenant, with one page of its instances. @throws PortalError `not-found` */
export async function readTenant(
  deps: Deps,
  viewer: Viewer,
  input: { tenant: string; query: InstanceQuery },
): Promise<TenantView> {
  const target = { type: "tenant" as const, tenant: input.tenant };
  if (!hasPath(target)) throw missing();
  const ground = await readGround(deps);
  const access = await accessTo(deps.releases, ground.main, viewer, input.tenant);
  requireSight(access);
  const path = pathOf(target);
  const entry = ground.main.entry(path);
  const schema = ground.services.find(({ name }) => name === TENANT_SERVICE)?.schema ?? {};
  const all = ground.main.instances(input.tenant);
  const [{ status, observation }, history, text, paged] = await Promise.all([
    statusOf(deps, ground, target),
    historyOf(deps, path, schema),
    textAt(ground.main, path),
    pickInstances(deps, ground, all, input.query),
  ]);
  const own = openRequestFor(ground, path);
  const busy = own && refused(`Request ${own.number} is open for this tenant. It has to be decided first.`);
  const edit = rightTo(access, "admin", "change the tenant");
  const remove = rightTo(access, "admin", "delete the tenant");
  const left = all.length;
  const empty =
    left === 0
      ? ALLOWED
      : refused(`${left} instance${left === 1 ? "" : "s"} of it ${left === 1 ? "has" : "have"} to be deleted first.`);
  return {
    name: input.tenant,
    role: access.role,
    example: ground.example.tenants.includes(input.tenant),
    status,
    owners: access.owners,
    quota: quotaOf({ status, observation }),
    instances: paged.items,
    query: { ...input.query, page: paged.page },
    matching: paged.total,
    total: all.length,
    page: paged.page,
    pages: paged.pages,
    openRequests: ground.requests
      .filter(({ state, target: other }) => isOpen(state) && other.tenant === input.tenant)
      .slice(0, SHOWN)
      .map((request) => lineOf(ground, viewer, request)),
    history,
    manifest: entry && text !== null ? { text, path, commit: entry.commit, changedAt: entry.changedAt } : null,
    problems: text === null ? [] : fileProblems(ground, target, text),
    can: {
      request: rightTo(access, "edit", `request something in ${input.tenant}`),
      edit: edit.allowed ? (busy ?? edit) : edit,
      remove: remove.allowed ? (busy ?? empty) : remove,
    },
    links: { edit: `${pageOf(target)}/edit`, remove: `${pageOf(target)}/delete` },
    services: ground.services.filter(isInstanceService).map(({ name, title }) => ({ name, title })),
  };
}
