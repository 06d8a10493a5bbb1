import { z } from "zod";
import type { PullCheck } from "@/lib/domain/pull-request";
import { oneLine } from "../identity";
import type { Client } from "./client";
import { DECISION_CONTEXT } from "./decision-status";
import type { KeptAnswers } from "./kept-answers";
import { PER_PAGE } from "./listing";

const STATUSES = z.object({
  statuses: z.array(
    z.object({
      context: z.string(),
      state: z.string(),
      description: z.string().nullable(),
      target_url: z.string().nullable(),
    }),
  ),
});

const RUNS = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      html_url: z.string().nullable(),
    }),
  ),
});

const BY_STATUS: Record<string, PullCheck["state"]> = { success: "passed", failure: "failed", error: "failed" };
/** What is said of a check that nobody has reported yet. */
const UNSAID: Record<string, string> = { [DECISION_CONTEXT]: "Turns green once somebody has decided in the portal" };
/** What GitHub lets pass, also as a required check. */
const PASSES = new Set(["success", "neutral", "skipped"]);

/** What programs found out about a commit, the required ones first. @throws PortalError */
export async function readChecks(
  client: Client,
  answers: KeptAnswers,
  sha: string,
  required: readonly string[],
): Promise<PullCheck[]> {
  const at = { ...client.at, ref: sha, per_page: PER_PAGE };
  const [{ statuses }, { check_runs: runs }] = await Promise.all([
    answers.ask(`status ${sha}`, STATUSES, (octokit, headers) =>
      octokit.rest.repos.getCombinedStatusForRef({ ...at, headers }),
    ),
    answers.ask(`runs ${sha}`, RUNS, (octokit, headers) => octokit.rest.checks.listForRef({ ...at, headers })),
  ]);
  const found: PullCheck[] = [
    ...statuses.map(({ context, state, description, target_url }) => ({
      name: oneLine(context),
      state: BY_STATUS[state] ?? ("running" as const),
      required: required.includes(context),
      url: webAddress(target_url),
      says: oneLine(description ?? ""),
    })),
    ...runs.map(({ name, status, conclusion, html_url }) => ({
      name: oneLine(name),
      state:
        status !== "completed"
          ? ("running" as const)
          : PASSES.has(conclusion ?? "")
            ? ("passed" as const)
            : ("failed" as const),
      required: required.includes(name),
      url: webAddress(html_url),
      says: "",
    })),
  ];
  const missing = required
    .filter((name) => !found.some((check) => check.name === name))
    .map((name): PullCheck => ({ name, state: "missing", required: true, url: null, says: UNSAID[name] ?? "" }));
  return [...found, ...missing].sort(
    (a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

/** An address that a page may link to; any program may set what stands there. */
function webAddress(text: string | null): string | null {
  const url = text !== null && URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && url.username === "" ? url.href : null;
}
