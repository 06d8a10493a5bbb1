import { PortalError } from "@/lib/domain/errors";
import { personOf } from "@/lib/domain/person";
import type { RequestState } from "@/lib/domain/request";
import type { Viewer } from "@/lib/domain/viewer";
import { missing } from "@/lib/tenants/access";
import { verdictOn } from "./assess";
import type { Deps } from "./deps";
import { readGround } from "./ground";
import { ended, moved, requireAcknowledged, requireRight } from "./remark-on-request";
import { requireRequest } from "./visible";

/** What a platform admin orders. */
export interface MergeInput {
  number: number;
  /** The head that was on screen. */
  head: string;
  text: string;
  acknowledged?: readonly string[];
  /** The admin's own token where requests are kept, to merge under their own name. */
  token?: string;
}

/** How often main may move under the judgement before the person is asked to try again. */
const TRIES = 3;

/** Approves and merges, after judging what main would become against main as it is now. @throws PortalError */
export async function mergeRequest(deps: Deps, viewer: Viewer, input: MergeInput): Promise<{ state: RequestState }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const state = await tryToMerge(deps, viewer, input);
    if (state) return { state };
  }
  throw new PortalError(
    "unavailable",
    "Main kept changing while this request was being judged, so it was not merged. Try again in a moment.",
  );
}

/** One try; null when main has moved since it was judged. */
async function tryToMerge(deps: Deps, viewer: Viewer, input: MergeInput): Promise<RequestState | null> {
  const ground = await readGround(deps);
  const request = await requireRequest(deps, ground, viewer, input.number);
  requireRight(viewer, ground, request, "decide");
  const detail = await deps.releases.request(input.number);
  if (!detail) throw missing();
  // The ground was read a moment earlier: what was judged must be what is merged.
  if (detail.main !== ground.main.commit) return null;
  await requireAcknowledged(deps, ground, input, detail);
  const { problems } = await verdictOn(deps, ground, detail);
  if (problems.length > 0)
    throw new PortalError(
      "conflict",
      `It was not merged: ${problems.length === 1 ? "a check fails" : `${problems.length} checks fail`} against main as it is now. ${problems[0]?.message ?? ""}`.trim(),
      problems,
    );
  const outcome = await deps.releases.merge(input.number, {
    head: input.head,
    main: ground.main.commit,
    by: personOf(viewer),
    text: input.text.trim(),
    ...(input.token === undefined ? {} : { token: input.token }),
  });
  switch (outcome?.outcome) {
    case "merged":
      return outcome.request.state;
    case "main-moved":
      return null;
    case "moved":
      throw moved();
    case "closed":
      throw ended(outcome.request);
    case "conflict":
      throw new PortalError(
        "conflict",
        "Main has changed the same lines since. The requester has to edit the request first.",
      );
    case undefined:
      throw missing();
  }
}
