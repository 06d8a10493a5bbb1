import type { DiffHunk } from "@/lib/domain/diff";
import type { Flag } from "@/lib/domain/flag";
import type { JsonObject } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import { isOpen, type RequestDetail } from "@/lib/domain/request";
import type { Service } from "@/lib/domain/service";
import { serviceOf } from "@/lib/domain/target";
import { diffLines } from "@/lib/manifest/diff";
import { changeSentence } from "./change-sentence";
import { conflictProblems } from "./conflict-problems";
import type { Deps } from "./deps";
import { fateOfData } from "./fate-of-data";
import { flagsOf } from "./flags";
import type { Ground } from "./ground";
import { judge, type Verdict } from "./judge/judge";
import { valuesOf } from "./manifest-file";

/** What a request does to main, in every way that a page shows it. */
export interface Change {
  before: string | null;
  after: string | null;
  sentence: string;
  flags: Flag[];
}

/**
 * An open request is compared with main as it is now, so that nothing on screen is out of date: with what the merge
 * would write. One that can't be merged is compared with what it was made from, for what main has changed since is not
 * what it asks for; an ended one with what it changed.
 */
export function changeOf(ground: Pick<Ground, "services">, detail: RequestDetail): Change {
  const service = ground.services.find(({ name }) => name === serviceOf(detail.target)) ?? null;
  const merges = isOpen(detail.state) && !detail.merged.conflict ? detail.merged : null;
  const before = merges ? detail.current : detail.before;
  const after = merges ? merges.content : detail.after;
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const { type, target, handEdited } = detail;
  return {
    before,
    after,
    sentence: type === "delete" ? goesWith(detail, service, old) : changeSentence(service?.schema ?? {}, old, now),
    flags: flagsOf({ type, target, service, before: old, after: now, handEdited }),
  };
}

function goesWith({ target }: RequestDetail, service: Service | null, values: JsonObject | null): string {
  if (target.type === "tenant") return "the namespace goes, with its quota, network rules and roles";
  const fate = fateOfData(service, target, values);
  return { goes: "its volumes go with it", stays: "its volumes stay", none: "nothing of it stays" }[fate];
}

/** The lines that a change shows. */
export function hunksOf({ before, after }: Change): DiffHunk[] {
  return diffLines(before, after);
}

/** Why an open request can't be merged into main as it is now; nothing for an ended one. */
export async function verdictOn(deps: Deps, ground: Ground, detail: RequestDetail): Promise<Verdict> {
  if (!isOpen(detail.state)) return { problems: [], clusterAsked: true };
  const others = otherPathProblems(detail);
  if (detail.merged.conflict) return { problems: [...others, ...conflictsIn(ground, detail)], clusterAsked: true };
  const verdict = await judge(deps, ground, {
    type: detail.type,
    target: detail.target,
    content: detail.merged.content,
    before: detail.current,
    // The requester isn't here to say which groups they are in: the groups as of sending count, against today's owners.
    by: { subject: detail.by.subject, groups: [...detail.requesterGroups] },
    number: detail.number,
    when: "merge",
  });
  return { ...verdict, problems: [...others, ...goneProblems(detail), ...verdict.problems] };
}

function goneProblems(detail: RequestDetail): Problem[] {
  if (detail.type === "create" || detail.current !== null) return [];
  return [
    {
      code: "gone",
      pointer: null,
      label: null,
      message:
        "Main doesn't have this manifest any more: somebody deleted it meanwhile. The request can only be withdrawn.",
    },
  ];
}

function otherPathProblems({ otherPaths }: RequestDetail): Problem[] {
  if (otherPaths.length === 0) return [];
  const shown = otherPaths.slice(0, 3).join(", ");
  const more = otherPaths.length > 3 ? ` and ${otherPaths.length - 3} more` : "";
  return [
    {
      code: "other-paths",
      pointer: null,
      label: null,
      message: `The branch also changes ${shown}${more}. A request changes one manifest; take the rest out of the branch, or merge it by hand.`,
    },
  ];
}

function conflictsIn(ground: Ground, detail: RequestDetail): Problem[] {
  const service = ground.services.find(({ name }) => name === serviceOf(detail.target));
  const [base, ours, theirs] = [valuesOf(detail.before), valuesOf(detail.after), valuesOf(detail.current)];
  const named =
    ours && theirs ? conflictProblems(service?.schema ?? {}, base ?? {}, ours, theirs, "the request has") : [];
  return named.length > 0
    ? named
    : [
        {
          code: "conflict",
          pointer: null,
          label: null,
          message:
            detail.current === null
              ? "Main doesn't have this manifest any more: somebody deleted it meanwhile."
              : "Main has changed the same lines since. Editing the request brings main's version in.",
        },
      ];
}
