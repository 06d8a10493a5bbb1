import { describe, expect, it } from "vitest";
import type { InstanceQuery } from "@/lib/domain/tenant-views";
import { instancesHref, instancesQuery, tenantsHref, tenantsQuery } from "./list-query";

describe("the address of a list", () => {
  it("gives back the query that it was made from", () => {
    const query: InstanceQuery = { q: "a & b", state: "broken", sort: "status", page: 3 };
    const href = instancesHref("acme", query);
    expect(instancesQuery(Object.fromEntries(new URL(href, "http://x").searchParams))).toEqual(query);
    expect(
      tenantsQuery(Object.fromEntries(new URL(tenantsHref({ q: "é", page: 2 }), "http://x").searchParams)),
    ).toEqual({
      q: "é",
      page: 2,
    });
  });

  it("leaves out what is at its default", () => {
    expect(instancesHref("acme", { q: "", state: null, sort: "name", page: 1 })).toBe("/tenants/acme");
    expect(tenantsHref({ q: "", page: 1 })).toBe("/tenants");
  });

  it("takes the default for what makes no sense", () => {
    expect(instancesQuery({ state: "on fire", sort: "colour", page: "-1", q: ["one", "two"] })).toEqual({
      q: "one",
      state: null,
      sort: "name",
      page: 1,
    });
    expect(tenantsQuery({ page: "1e9999" })).toEqual({ q: "", page: 1 });
  });
});
