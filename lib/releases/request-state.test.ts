import { describe, expect, it } from "vitest";
import type { RequestEvent, RequestState } from "@/lib/domain/request";
import { stateOf } from "./request-state";

type Said = RequestEvent["type"];

const cases: [Said[], RequestState, RequestState][] = [
  [["opened"], "waiting", "in-conflict"],
  [["opened", "commented"], "waiting", "in-conflict"],
  [["opened", "changes-asked"], "changes-asked", "in-conflict"],
  [["opened", "changes-asked", "commented"], "changes-asked", "in-conflict"],
  [["opened", "changes-asked", "updated"], "changes-asked", "in-conflict"],
  [["opened", "changes-asked", "revised"], "waiting", "in-conflict"],
  [["opened", "changes-asked", "approved"], "approved", "in-conflict"],
  [["opened", "approved"], "approved", "in-conflict"],
  [["opened", "approved", "updated"], "approved", "in-conflict"],
  [["opened", "approved", "revised"], "waiting", "in-conflict"],
  [["opened", "approved", "changes-asked"], "changes-asked", "in-conflict"],
  [["opened", "approved", "merged"], "merged", "merged"],
  [["opened", "merged", "commented"], "merged", "merged"],
  [["opened", "changes-asked", "declined"], "declined", "declined"],
  [["opened", "declined", "commented"], "declined", "declined"],
  [["opened", "approved", "withdrawn"], "withdrawn", "withdrawn"],
];

describe("where a request stands", () => {
  it.each(cases)("after %j it is %s, and in a conflict %s", (said, alone, inConflict) => {
    const events = said.map((type) => ({ type }));
    expect(stateOf(events, false)).toBe(alone);
    expect(stateOf(events, true)).toBe(inConflict);
  });
});
