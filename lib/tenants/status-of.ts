import type { Observation } from "@/lib/cluster/port";
import { tellStory } from "@/lib/cluster/trace";
import type { TenantStanding } from "@/lib/cluster/trace/finding";
import { childrenAt } from "@/lib/domain/composition";
import type { Desired } from "@/lib/domain/desired";
import { pathOf } from "@/lib/domain/path";
import { kindOf } from "@/lib/domain/service";
import type { StatusLine, StatusView } from "@/lib/domain/status-views";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";
import { arrivalOn } from "./arrival";
import { desiredOf } from "./desired";

type Basis = Pick<Ground, "services" | "main" | "platform" | "requests">;

function wanted(deps: Deps, ground: Basis, target: Target, depth: "summary" | "full"): Promise<Desired | null> {
  const requests = () => Promise.resolve(ground.requests);
  return desiredOf({ ...ground, requests, releases: deps.releases }, target, depth, deps.now());
}

/** Deep enough for any composite; one that contains itself must not be followed for ever. */
const DEEPEST = 8;

/** A target's status, with what it was told from, and that of its parts. */
export interface Told {
  target: Target;
  status: StatusView;
  observation: Observation | null;
  /** What Git wants of it; null when it never had it. */
  desired: Desired | null;
  /** A composite's own parts, which have parts of their own. */
  parts: Told[];
}

/** The whole story of a target. A composite that waits for a part learns from that part's own story what it waits for. */
export async function statusOf(deps: Deps, ground: Basis, target: Target, depth = 0): Promise<Told> {
  const below = depth < DEEPEST ? childrenAt(target, ground.services) : [];
  const [parts, desired, observation, state] = await Promise.all([
    Promise.all(below.map((child) => statusOf(deps, ground, child.target, depth + 1))),
    wanted(deps, ground, target, "full"),
    deps.cluster.observe(target, "full"),
    deps.cluster.state(),
  ]);
  const children = parts.flatMap(({ target: part, status: { story } }) =>
    story.state === "broken" && story.cause
      ? [{ kind: kindOf(serviceOf(part)), name: nameOf(part), cause: story.cause }]
      : [],
  );
  const tenant = depth === 0 ? await tenantOf(deps, ground, target, observation) : undefined;
  const here = await arrivalOn(deps.releases, ground.main)(target, desired, observation);
  const story = tellStory({
    target,
    desired,
    observation,
    depth: "full",
    children,
    unreachable: state.unreachable,
    now: deps.now(),
    patience: ground.platform.timeouts,
    arrived: () => here,
    ...(tenant && { tenant }),
  });
  const status = { story, simulated: state.mode === "simulated", unreachable: state.unreachable };
  return { target, status, observation, desired, parts };
}

/** How the tenant of an instance is; looked at only while nothing of the instance is in the cluster. */
async function tenantOf(
  deps: Deps,
  ground: Basis,
  target: Target,
  observation: Observation | null,
): Promise<TenantStanding | undefined> {
  if (target.type === "tenant" || observation === null || observation.instance !== null) return undefined;
  const tenant: Target = { type: "tenant", tenant: target.tenant };
  if (!ground.main.entry(pathOf(tenant))) return undefined;
  return (await statusOf(deps, ground, tenant)).status.story;
}

/** The status of several targets in one line each, in their order. Cheap: what main says comes from its index alone. */
export async function statusLinesOf(deps: Deps, ground: Basis, targets: readonly Target[]): Promise<StatusLine[]> {
  const { unreachable } = await deps.cluster.state();
  const arrival = arrivalOn(deps.releases, ground.main);
  return Promise.all(
    targets.map(async (target) => {
      const [desired, observation] = await Promise.all([
        wanted(deps, ground, target, "summary"),
        unreachable ? null : deps.cluster.observe(target, "summary"),
      ]);
      const here = await arrival(target, desired, observation);
      const { state, sentence, since } = tellStory({
        target,
        desired,
        observation,
        depth: "summary",
        unreachable,
        now: deps.now(),
        patience: ground.platform.timeouts,
        arrived: () => here,
      });
      return { state, sentence, since };
    }),
  );
}
