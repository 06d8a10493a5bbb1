import { isOpen } from "@/lib/domain/request";
import type { TenantRole } from "@/lib/domain/roles";
import type { StatusLine } from "@/lib/domain/status-views";
import type { Target } from "@/lib/domain/target";
import type { TenantLine, TenantList } from "@/lib/domain/tenant-views";
import type { Viewer } from "@/lib/domain/viewer";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, readGround } from "@/lib/requests/ground";
import { lineOf } from "@/lib/requests/line-of";
import { matches, pageOfList } from "@/lib/requests/paging";
import { rolesOf } from "./owner-index";
import { statusLinesOf } from "./status-of";

const PAGE = 25;
/** Instances whose status one page asks for; a tenant that would go beyond says how many it has instead of how they are. */
const ASKED = 200;

/** The viewer's tenants by name, all of them for a platform admin, by search, in pages of 25. */
export async function listTenants(deps: Deps, viewer: Viewer, input: { q: string; page: number }): Promise<TenantList> {
  const ground = await readGround(deps);
  const roles = await rolesOf(deps.releases, ground.main, viewer);
  const q = input.q.trim().slice(0, 200);
  const names = viewer.platformAdmin ? ground.main.tenants() : [...roles.keys()];
  const { items, total, page, pages } = pageOfList(
    names.filter((name) => matches(name, q)),
    input.page,
    PAGE,
  );
  const [lines, state] = await Promise.all([linesOf(deps, ground, roles, items), deps.cluster.state()]);
  const inTheMaking = ground.requests.filter(
    ({ state: at, type, target, by }) =>
      isOpen(at) && type === "create" && target.type === "tenant" && by.subject === viewer.subject,
  );
  return {
    lines,
    q,
    total,
    page,
    pages,
    inTheMaking: inTheMaking.map((request) => lineOf(ground, viewer, request)),
    foreign: viewer.platformAdmin ? ground.main.foreign().slice(0, 50) : [],
    exampleRemovable: viewer.platformAdmin && (ground.example.tenants.length > 0 || ground.example.requests.length > 0),
    simulated: state.mode === "simulated",
    unreachable: state.unreachable,
  };
}

async function linesOf(
  deps: Deps,
  ground: Ground,
  roles: Map<string, TenantRole>,
  names: readonly string[],
): Promise<TenantLine[]> {
  const open = new Map<string, number>();
  for (const { state, target } of ground.requests)
    if (isOpen(state)) open.set(target.tenant, (open.get(target.tenant) ?? 0) + 1);

  let asked = 0;
  const asks = names.map((name) => {
    const instances = ground.main.instances(name);
    const within = asked + instances.length <= ASKED;
    if (within) asked += instances.length;
    const targets: Target[] = [
      { type: "tenant", tenant: name },
      ...(within ? instances : []).map(({ target }) => target),
    ];
    return { name, count: instances.length, targets };
  });
  const all = await statusLinesOf(
    deps,
    ground,
    asks.flatMap(({ targets }) => targets),
  );
  let from = 0;
  return asks.flatMap(({ name, count, targets }) => {
    const [status, ...instances] = all.slice(from, (from += targets.length));
    if (!status) return [];
    return [
      {
        name,
        href: `/tenants/${name}`,
        role: roles.get(name) ?? null,
        instances: count,
        status,
        health: healthOf(count, instances),
        broken: [status, ...instances].some(({ state }) => state === "broken"),
        moving: [status, ...instances].some(({ state }) => state === "progressing" || state === "deleting"),
        openRequests: open.get(name) ?? 0,
        example: ground.example.tenants.includes(name),
      },
    ];
  });
}

/** A tenant's instances in one line. */
function healthOf(count: number, lines: readonly StatusLine[]): string {
  if (count === 0) return "No instances yet";
  const all = `${count} instance${count === 1 ? "" : "s"}`;
  if (lines.length < count) return all;
  const having = (state: StatusLine["state"]) => lines.filter((line) => line.state === state).length;
  const of = (some: number, how: string) => `${some} of ${all} ${some === 1 ? "is" : "are"} ${how}`;
  if (having("broken") > 0) return of(having("broken"), "broken");
  if (having("unknown") > 0) return `${all}, status unknown`;
  const ready = having("ready");
  if (ready === count) return count === 1 ? "1 instance, ready" : `${all}, all ready`;
  return of(count - ready, "on the way");
}
