import { randomUUID } from "node:crypto";
import type { Remark, RemarkOutcome } from "../port";
import { considerRemark, type FoundRemark } from "../remark";
import { setDecision } from "./decision-status";
import { says } from "./failure";
import type { Hub, Now } from "./hub";
import { once } from "./once";
import { type RemarkNote, readRemark, remarkBody } from "./remark-note";
import { COMMENT, type Comment, PULL, REVIEW, type Review } from "./shapes";
import { reviewMark } from "./timeline";

/** A try of its own is made by `once`, which looks first. */
const NO_RETRY = { retries: 0 };

/** Says something about a pull request. See the port for the outcomes. @throws PortalError */
export function remark(hub: Hub, number: number, remark: Remark): Promise<RemarkOutcome | null> {
  return hub.write(async (now): Promise<RemarkOutcome | null> => {
    const found = await considerRemark<Now>(hub, now, number, remark);
    if (!found || "outcome" in found) return found;
    await say(hub, number, remark, found);
    const tip = found.tip.tip;
    if (remark.type === "approved") await setDecision(hub, tip, "success", `Approved by ${remark.by.name}`);
    if (remark.type === "changes-asked") await setDecision(hub, tip, "failure", `${remark.by.name} asks for changes`);
    if (remark.type === "declined" || remark.type === "withdrawn") await close(hub, number);
    const after = await hub.refetch();
    return { outcome: "recorded", request: await hub.view(hub.log.record(number) ?? found.record, after) };
  });
}

/** Takes a request back in the name of who sent it, and says why. */
export async function withdraw(hub: Hub, number: number, tip: string, by: Remark["by"], text: string): Promise<void> {
  await write(hub, number, { type: "withdrawn", by, text, head: tip, tip });
  await close(hub, number);
}

/** A review under the person's own name where they can give one; else a comment of the portal's that names them. */
async function say(hub: Hub, number: number, remark: Remark, { tip, head }: FoundRemark): Promise<void> {
  const { type, by, text, token } = remark;
  if (token !== undefined && (type === "approved" || type === "changes-asked")) {
    const review = await reviewAs(hub, number, token, tip.tip, type, text);
    if (review) {
      hub.extras.put(number, review);
      return;
    }
  }
  await write(hub, number, { type, by, text, head, tip: tip.tip });
}

async function write(hub: Hub, number: number, said: Omit<RemarkNote, "id">): Promise<void> {
  const { seal } = hub.parts.sources;
  const id = randomUUID();
  const body = remarkBody(seal, number, { id, ...said });
  hub.comments.put(await comment(hub, number, body, (found) => readRemark(seal, number, found)?.id === id));
}

async function comment(hub: Hub, number: number, body: string, isIt: (body: string) => boolean): Promise<Comment> {
  const { client, now } = hub.parts;
  const at = { ...client.at, issue_number: number };
  // An hour's grace for clocks that differ.
  const since = new Date(now().getTime() - 3_600_000).toISOString();
  return once(
    async () => {
      const { data } = await client.call((octokit) =>
        octokit.rest.issues.createComment({ ...at, body, request: NO_RETRY }),
      );
      return COMMENT.parse(data);
    },
    async () => {
      const said = await client.call((octokit) =>
        octokit.paginate(octokit.rest.issues.listComments, { ...at, since, per_page: 100 }),
      );
      const found = said.find((one) => isIt(one.body ?? ""));
      return found ? COMMENT.parse(found) : null;
    },
    (tries) => client.pause(tries),
  );
}

/** Null when GitHub takes no review of this person's: they are the pull request's author there. */
async function reviewAs(
  hub: Hub,
  number: number,
  token: string,
  commit: string,
  type: "approved" | "changes-asked",
  text: string,
): Promise<Review | null> {
  const { client } = hub.parts;
  const at = { ...client.at, pull_number: number };
  const mark = reviewMark(randomUUID());
  const event = type === "approved" ? "APPROVE" : "REQUEST_CHANGES";
  try {
    return await once(
      async () => {
        const { data } = await client.call(
          (octokit) =>
            octokit.rest.pulls.createReview({
              ...at,
              commit_id: commit,
              event,
              body: `${text}\n\n${mark}`.trim(),
              request: NO_RETRY,
            }),
          token,
        );
        return REVIEW.parse(data);
      },
      async () => {
        const reviews = await client.call((octokit) =>
          octokit.paginate(octokit.rest.pulls.listReviews, { ...at, per_page: 100 }),
        );
        const found = reviews.find(({ body }) => body.includes(mark));
        return found ? REVIEW.parse(found) : null;
      },
      (tries) => client.pause(tries),
    );
  } catch (error) {
    if (says(error, /your own pull request/i)) return null;
    throw error;
  }
}

async function close(hub: Hub, number: number): Promise<void> {
  const { client } = hub.parts;
  const { data } = await client.call((octokit) =>
    octokit.rest.pulls.update({ ...client.at, pull_number: number, state: "closed" }),
  );
  const pull = PULL.parse(data);
  hub.pulls.put(pull);
  await removeBranch(hub, pull.head.ref);
}

/** Takes a request's branch away; what it held stays below the pull request. That it can't be done harms nothing. */
export async function removeBranch(hub: Hub, branch: string): Promise<void> {
  const { client } = hub.parts;
  await client
    .call((octokit) => octokit.rest.git.deleteRef({ ...client.at, ref: `heads/${branch}` }))
    .catch(() => undefined);
}
