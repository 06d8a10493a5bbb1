import { describe, expect, it } from "vitest";
import type { TenantLine } from "@/lib/domain/tenant-views";
import { tenantsTitle } from "./tenants-title";

const line = (broken: boolean): TenantLine => ({
  name: "acme",
  href: "/tenants/acme",
  role: "admin",
  instances: 1,
  status: { state: "ready", sentence: "Ready", since: null },
  health: "",
  broken,
  moving: false,
  openRequests: 0,
  example: false,
});

describe("the heading of the list of tenants", () => {
  it("says first what needs attention", () => {
    expect(tenantsTitle({ lines: [line(true), line(false)], q: "", total: 2 }, false)).toBe(
      "1 of 2 tenants needs attention",
    );
    expect(tenantsTitle({ lines: [line(true), line(true)], q: "", total: 9 }, true)).toBe(
      "2 of 9 tenants need attention",
    );
  });

  it("says how many there are otherwise", () => {
    expect(tenantsTitle({ lines: [line(false)], q: "", total: 1 }, false)).toBe("You have 1 tenant");
    expect(tenantsTitle({ lines: [line(false)], q: "", total: 30 }, true)).toBe("30 tenants");
    expect(tenantsTitle({ lines: [], q: "", total: 0 }, false)).toBe("You have no tenant yet");
  });

  it("says what a search found", () => {
    expect(tenantsTitle({ lines: [], q: "zz", total: 0 }, false)).toBe("No tenant matches “zz”");
    expect(tenantsTitle({ lines: [line(true)], q: "ac", total: 1 }, false)).toBe("1 tenant matches “ac”");
  });
});
