import { describe, expect, it } from "vitest";
import type { AllInstancesQuery } from "@/lib/domain/instances-views";
import { allInstancesHref, allInstancesQuery } from "./instances-query";

const back = (href: string) => allInstancesQuery(Object.fromEntries(new URL(href, "http://x").searchParams));

describe("the address of all instances", () => {
  it("gives back the query that it was made from", () => {
    const query: AllInstancesQuery = {
      q: "a & b",
      service: "full-stack",
      tenant: "acme",
      state: "broken",
      sort: "name",
      page: 3,
    };
    expect(back(allInstancesHref(query))).toEqual(query);
  });

  it("leaves out what is at its default: what fails comes first", () => {
    expect(allInstancesHref({})).toBe("/admin/instances");
    expect(back("/admin/instances")).toMatchObject({ sort: "status", state: null, page: 1, service: "", tenant: "" });
  });

  it("takes the default for what makes no sense", () => {
    expect(allInstancesQuery({ sort: "colour", tenant: "../x", service: "A", state: "?", page: "0" })).toEqual(
      back("/admin/instances"),
    );
  });
});
