import { describe, expect, it } from "vitest";
import type { QueueRow } from "@/lib/domain/request-views";
import { ALLOWED, refused } from "@/lib/domain/right";
import { canJoin, mergeRows, nextToDecide, outcomesOf, type ShownRow, stepTo } from "./queue-rows";

function queued(number: number, over: Partial<QueueRow> = {}): QueueRow {
  return {
    number,
    href: `/requests/${number}`,
    title: `Request ${number}`,
    type: "update",
    target: { type: "tenant", tenant: "acme" },
    serviceTitle: "Tenant",
    state: "waiting",
    by: { subject: "dev:requester", name: "requester" },
    mine: false,
    example: false,
    openedAt: "2026-11-23T09:00:00Z",
    changedAt: "2026-11-23T09:00:00Z",
    change: "",
    flags: [],
    problems: 0,
    decide: ALLOWED,
    head: "abc",
    ...over,
  };
}

const show = (...rows: QueueRow[]): ShownRow[] => rows.map((row) => ({ row, done: null }));
const numbers = (shown: readonly ShownRow[]) => shown.map(({ row }) => row.number);
const flag = { code: "deletes-data", label: "deletes data", why: "A volume goes." } as const;

describe("the queue on screen", () => {
  it("keeps the place of a request that was decided, and says how", () => {
    const done = { text: "Merged by you", state: "merged" } as const;
    const after = mergeRows(show(queued(1), queued(2), queued(3)), [queued(1), queued(3)], new Map([[2, done]]));
    expect(numbers(after)).toEqual([1, 2, 3]);
    expect(after[1]?.done).toEqual(done);
  });

  it("keeps saying how, however often the page is read again", () => {
    const done = { text: "Merged by you", state: "merged" } as const;
    const once = mergeRows(show(queued(1)), [], new Map([[1, done]]));
    expect(mergeRows(once, [], new Map())[0]?.done).toEqual(done);
  });

  it("says of one that left for an unknown reason that it no longer waits", () => {
    expect(mergeRows(show(queued(1)), [], new Map())[0]?.done).toEqual({ text: "No longer waiting", state: null });
  });

  it("says who decided a request that somebody else ended meanwhile", () => {
    const by = { subject: "dev:platform-admin", name: "platform-admin" };
    const ended = [{ number: 1, state: "declined" as const, by, at: "2026-11-23T11:58:00Z" }];
    const after = mergeRows(show(queued(1)), [], outcomesOf(ended, "2026-11-23T12:00:00Z"));
    expect(after[0]?.done).toEqual({ state: "declined", text: "Declined by platform-admin 2 minutes ago" });
  });

  it("puts new requests at the end and takes over what changed in old ones", () => {
    const after = mergeRows(show(queued(1)), [queued(1, { state: "approved" }), queued(4)], new Map());
    expect(numbers(after)).toEqual([1, 4]);
    expect(after[0]?.row.state).toBe("approved");
  });

  it("shows a request again that came back", () => {
    const gone = mergeRows(show(queued(1)), [], new Map());
    expect(mergeRows(gone, [queued(1)], new Map())[0]?.done).toBeNull();
  });
});

describe("the request after a decision", () => {
  it("is the next one below, then the first", () => {
    const shown = show(queued(1), queued(2), queued(3));
    expect(nextToDecide(shown, 1)).toBe(2);
    expect(nextToDecide(shown, 3)).toBe(1);
  });

  it("passes over one's own, those that are done and those that wait for their requester", () => {
    const shown: ShownRow[] = [
      ...show(queued(1), queued(2, { decide: refused("Yours.") }), queued(3, { state: "changes-asked" })),
      { row: queued(4), done: { text: "Merged by you", state: "merged" } },
      ...show(queued(5)),
    ];
    expect(nextToDecide(shown, 1)).toBe(5);
    expect(nextToDecide(show(queued(1)), 1)).toBeNull();
  });
});

describe("approving several at once", () => {
  it("leaves out what is flagged, fails a check, is one's own or is done", () => {
    expect(show(queued(1), queued(2, { state: "approved" })).map(canJoin)).toEqual([true, true]);
    expect(
      show(
        queued(1, { flags: [flag] }),
        queued(2, { problems: 1 }),
        queued(3, { decide: refused("Yours.") }),
        queued(4, { state: "changes-asked" }),
        queued(5, { state: "in-conflict" }),
      ).some(canJoin),
    ).toBe(false);
    expect(canJoin({ row: queued(1), done: { text: "Merged by you", state: "merged" } })).toBe(false);
  });
});

describe("moving in the list by keyboard", () => {
  it("goes by arrows always and by letters only while they are switched on", () => {
    expect(stepTo("ArrowDown", 0, 3, false)).toBe(1);
    expect(stepTo("j", 0, 3, true)).toBe(1);
    expect(stepTo("j", 0, 3, false)).toBeNull();
    expect(stepTo("k", 2, 3, true)).toBe(1);
  });

  it("stops at both ends", () => {
    expect(stepTo("ArrowUp", 0, 3, true)).toBe(0);
    expect(stepTo("ArrowDown", 2, 3, true)).toBe(2);
    expect(stepTo("End", 0, 3, true)).toBe(2);
    expect(stepTo("ArrowDown", 0, 0, true)).toBeNull();
  });
});
