import type { Observation } from "@/lib/cluster/port";
import { tellStory } from "@/lib/cluster/trace";
import type { Desired } from "@/lib/domain/desired";
import { pathOf } from "@/lib/domain/path";
import type { StatusLine, StatusView } from "@/lib/domain/status-views";
import { serviceOf, type Target } from "@/lib/domain/target";
import type { Deps } from "@/lib/requests/deps";
import { type Ground, namesOfService } from "@/lib/requests/ground";
import { textAt, valuesOf } from "@/lib/requests/manifest-file";

type Basis = Pick<Ground, "services" | "main" | "platform">;

/** What Git wants of a target; null when Git never knew it. Lists don't need the values, which cost a reading. */
async function desiredOf(
  deps: Deps,
  ground: Basis,
  target: Target,
  depth: "summary" | "full",
): Promise<Desired | null> {
  const path = pathOf(target);
  const service = namesOfService(ground, serviceOf(target));
  const entry = ground.main.entry(path);
  if (entry) {
    const values = depth === "full" ? valuesOf(await textAt(ground.main, path)) : null;
    return { commit: entry.commit, mergedAt: entry.changedAt, values: values ?? {}, service };
  }
  const [last] = await deps.releases.history(path, 1);
  return last ? { commit: last.commit, mergedAt: last.at, removedAt: last.at, values: {}, service } : null;
}

/** The whole story of a target, with what it was told from. */
export async function statusOf(
  deps: Deps,
  ground: Basis,
  target: Target,
): Promise<{ status: StatusView; observation: Observation | null }> {
  const [desired, observation, state] = await Promise.all([
    desiredOf(deps, ground, target, "full"),
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
        desiredOf(deps, ground, target, "summary"),
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
