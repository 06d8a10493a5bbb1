import type { ReflectorState } from "./reflector";

/** Milliseconds for which a kind may be behind before its status is called unknown: streams are cut now and then. */
const FORGIVEN = 10_000;

/**
 * Why what is known of the cluster as a whole can't be relied on although it answers; null when it can.
 * @param began since when (ISO 8601, UTC) the portal has been reading.
 */
export function standingOf(
  states: readonly { kind: string; state: ReflectorState }[],
  began: string,
  now: Date,
): { since: string; why: string } | null {
  if (states.some(({ state }) => state.is === "starting"))
    return { since: began, why: "it is being read for the first time" };
  for (const { kind, state } of states)
    if (state.is === "behind" && now.getTime() - Date.parse(state.since) > FORGIVEN)
      return { since: state.since, why: `${kind} can't be read: ${state.why}` };
  return null;
}
