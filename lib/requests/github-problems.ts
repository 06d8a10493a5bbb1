import type { GithubState } from "@/lib/domain/pull-request";

/** What the protection of the live branch has to ask for, and what may happen without. */
const REQUIRED = [
  { name: "check-releases", without: "what breaks a rule of the releases repository can be merged on github.com" },
  { name: "portal/decision", without: "requesters can approve and merge their own requests on github.com" },
] as const;

const HOW = "deploy/releases/README.md says how.";

/** What is to be mended about the releases repository on GitHub, a sentence each. Empty where there is none. */
export function githubProblems(state: GithubState | null, branch: string): string[] {
  if (state === null) return [];
  const { protection, away, stuck, limit } = state;
  // That passes by itself, and is said with its end.
  if (limit?.reached) return [];
  if (away !== null) return [away.why];
  if (protection === null) return [`How ${branch} is protected could not be read from GitHub just now.`];
  const { checks, upToDate } = protection;
  const problems = REQUIRED.filter(({ name }) => !checks.includes(name)).map(
    ({ name, without }) => `The protection of ${branch} does not require ${name}: ${without}. ${HOW}`,
  );
  if (upToDate === false)
    problems.push(
      `The protection of ${branch} does not require branches to be up to date: what was checked against an older ${branch} can be merged. ${HOW}`,
    );
  if (upToDate === null)
    problems.push(
      `Whether the protection of ${branch} requires branches to be up to date is not known: give the portal’s App the right to read administration.`,
    );
  if (stuck !== null) problems.push(`Main could not be brought into the next approved request. ${stuck}`);
  return problems;
}
