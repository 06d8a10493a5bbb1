import type { Observation } from "@/lib/cluster/port";
import { tellStory } from "@/lib/cluster/trace";
import type { Desired } from "@/lib/domain/desired";
import type { StatusLine, StatusView } from "@/lib/domain/status-views";
import type { Target } from "@/lib/domain/target";
import type { Deps } from "@/lib/requests/deps";
import type { Ground } from "@/lib/requests/ground";
import { desiredOf } from "./desired";

type Basis = Pick<Ground, "services" | "main" | "platform" | "requests">;

function wanted(deps: Deps, ground: Basis, target: Target, depth: "summary" | "full"): Promise<Desired | null> {
  const requests = () => Promise.resolve(ground.requests);
  return desiredOf({ ...ground, requests, releases: deps.releases }, target, depth, deps.now());
}

/** The whole story of a target, with what it was told from. */
export async function statusOf(
  deps: Deps,
  ground: Basis,
  target: Target,
): Promise<{ status: StatusView; observation: Observation | null }> {
  const [desired, observation, state] = await Promise.all([
    wanted(deps, ground, target, "full"),
    deps.cluster.observe(target, "full"),
    deps.cluster.state(),
  ]);
  const story = tellStory({
    target,
    desired,
    observation,
    depth: "full",
    unreachable: state.unreachable,
    now: deps.now(),
    patience: ground.platform.timeouts,
  });
  return { status: { story, simulated: state.mode === "simulated", unreachable: state.unreachable }, observation };
}

/** The status of several targets in one line each, in their order. Cheap: what main says comes from its index alone. */
export async function statusLinesOf(deps: Deps, ground: Basis, targets: readonly Target[]): Promise<StatusLine[]> {
  const { unreachable } = await deps.cluster.state();
  return Promise.all(
    targets.map(async (target) => {
      const [desired, observation] = await Promise.all([
        wanted(deps, ground, target, "summary"),
        unreachable ? null : deps.cluster.observe(target, "summary"),
      ]);
      const { state, sentence, since } = tellStory({
        target,
        desired,
        observation,
        depth: "summary",
        unreachable,
        now: deps.now(),
        patience: ground.platform.timeouts,
      });
      return { state, sentence, since };
    }),
  );
}
