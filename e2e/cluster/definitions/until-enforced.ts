import type { Api } from "../api/client";
import { create } from "../api/objects";
import { until } from "../api/until";

/** Waits until a service's policy refuses what it always does, an instance without a spec: a new policy takes a second or two to bite. */
export async function untilEnforced(api: Api, apiVersion: string, kind: string, namespace: string): Promise<void> {
  const specless = { apiVersion, kind, metadata: { namespace, name: "specless" } };
  await until(`The policy of ${kind} bites`, async () => {
    const verdict = await create(api, specless, { dryRun: true });
    return verdict.accepted ? null : true;
  });
}
