import type { ReflectorState } from "./reflector";

/** Milliseconds for which a kind may be behind before its status is called unknown: streams are cut now and then. */
const FORGIVEN = 10_000;

/**
 * Why what is known of the cluster as a whole can't be relied on although it answers; null when it can.
 * @param began since when (ISO 8601, UTC) the portal has been reading.
 * @param first true until everything was read once: a kind that comes later is no reason to know nothing of the others.
 */
export function standingOf(
  states: readonly { kind: string; state: ReflectorState }[],
  began: string,
  now: Date,
  first: boolean,
): { since: string; why: string } | null {
  const unread = states.filter(({ state }) => state.is === "starting");
  for (const { kind, state } of first ? unread : [])
    if (state.is === "starting" && state.why !== undefined)
      return { since: began, why: `${kind} can't be read: ${state.why}` };
  if (first && unread.length > 0) return { since: began, why: "it is being read for the first time" };
  for (const { kind, state } of states)
    if (state.is === "behind" && now.getTime() - Date.parse(state.since) > FORGIVEN)
      return { since: state.since, why: `${kind} can't be read: ${state.why}` };
  return null;
}
