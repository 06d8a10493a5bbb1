/** Where somebody's teams are asked for. */
export interface Teams {
  /**
   * @param login the person's user name at the forge.
   * @returns each team as `organisation/team`, without a prefix.
   * @throws PortalError `unavailable` when that can't be known: it is not the same as being in none.
   */
  teams(login: string): Promise<string[]>;
}

/** Milliseconds after which teams are asked for again: nobody keeps a right longer who left the team. */
export const TEAMS_KEPT = 60 * 60_000;

/** People that are remembered at once. */
const MOST_PEOPLE = 10_000;

/** Remembers answers in memory for an hour, failures not at all; who asks at the same time shares one question. */
export function rememberTeams(source: Teams, now: () => Date): Teams {
  const known = new Map<string, { at: number; teams: Promise<string[]> }>();
  return {
    teams(login) {
      const at = now().getTime();
      const before = known.get(login);
      if (before && at - before.at < TEAMS_KEPT) return before.teams;
      const teams = source.teams(login);
      known.delete(login);
      known.set(login, { at, teams });
      teams.catch(() => {
        if (known.get(login)?.teams === teams) known.delete(login);
      });
      for (const [oldest] of known) {
        if (known.size <= MOST_PEOPLE) break;
        known.delete(oldest);
      }
      return teams;
    },
  };
}
