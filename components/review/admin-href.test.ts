import { describe, expect, it } from "vitest";
import { adminHref, adminQuery } from "./admin-href";

describe("the address of the review page", () => {
  it("is read back as it was written", () => {
    for (const query of [
      { selected: 7, q: "acme & co", flag: "deletes-data" },
      { selected: null, q: "", flag: null },
    ] as const) {
      const { searchParams } = new URL(adminHref(query), "http://localhost");
      expect(adminQuery(Object.fromEntries(searchParams))).toEqual(query);
    }
  });

  it("falls back to no selection and no filter when it makes no sense", () => {
    expect(adminQuery({ request: "-3", flag: "red" })).toEqual({ selected: null, q: "", flag: null });
    for (const request of ["1.5", "007", "+7", " 7", "7e0", "0x7", "0", "12345678901"])
      expect(adminQuery({ request }).selected, request).toBeNull();
  });
});
