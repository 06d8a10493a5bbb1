import { describe, expect, it } from "vitest";
import { listHref, listQuery } from "./list-href";

describe("the address of the request list", () => {
  it("leaves out what is at its default", () => {
    expect(listHref({ filter: "open" })).toBe("/requests");
    expect(listHref({ filter: "mine", q: "a&b", page: 3 })).toBe("/requests?filter=mine&q=a%26b&page=3");
  });

  it("is read back as it was written", () => {
    for (const view of [
      { filter: "ended", q: "acme orders", page: 2 },
      { filter: "open", q: "", page: 1 },
    ] as const) {
      const { searchParams } = new URL(listHref(view), "http://localhost");
      expect(listQuery(Object.fromEntries(searchParams))).toEqual(view);
    }
  });

  it("falls back to the first page of the open ones when it makes no sense", () => {
    expect(listQuery({ filter: "everything", page: "-1", q: ["x", "y"] })).toEqual({ filter: "open", q: "x", page: 1 });
    expect(listQuery({ page: "1.5" }).page).toBe(1);
    expect(listQuery({ page: "1e99" }).page).toBe(1);
  });
});
