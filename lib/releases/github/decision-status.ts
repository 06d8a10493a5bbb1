import { oneLine } from "../identity";
import type { Hub } from "./hub";

/** The check that main can require: it is green only when somebody else than the requester has decided. */
export const DECISION_CONTEXT = "portal/decision";

/** Most characters of a status' description. */
const LONGEST = 140;

/** Sets the portal's own check on a commit. Setting it twice is as good as once. @throws PortalError */
export async function setDecision(hub: Hub, sha: string, state: "success" | "failure", says: string): Promise<void> {
  const { client } = hub.parts;
  await client.call((octokit) =>
    octokit.rest.repos.createCommitStatus({
      ...client.at,
      sha,
      state,
      context: DECISION_CONTEXT,
      description: oneLine(says).slice(0, LONGEST),
    }),
  );
}
