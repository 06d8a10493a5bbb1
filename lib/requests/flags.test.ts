import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import type { Target } from "@/lib/domain/target";
import { ACME_OWNERS, serviceMade } from "@/tests/support/use-case-portal";
import { type FlaggedChange, flagsOf } from "./flags";

const TENANT: Target = { type: "tenant", tenant: "acme" };
const ORDERS: Target = { type: "instance", tenant: "acme", service: "postgres", name: "orders" };

const sized: JsonObject = { title: "Size", enum: ["small", "medium", "large"], default: "small", "x-flag": "quota" };
const tenant = serviceMade(
  "tenant",
  { size: sized, quota: { type: "object", "x-flag": "quota", properties: { cpu: { title: "CPU", type: "string" } } } },
  "Namespace",
);
const postgres = serviceMade("postgres", {}, "Cluster");
const webapp = serviceMade("webapp", {}, "Deployment");

function flags(change: Partial<FlaggedChange>): string[] {
  const whole = {
    type: "update" as const,
    target: ORDERS,
    service: postgres,
    before: {},
    after: {},
    handEdited: false,
  };
  return flagsOf({ ...whole, ...change }).map(({ code }) => code);
}
const ofTenant = (before: JsonObject, after: JsonObject) => flags({ target: TENANT, service: tenant, before, after });

describe("what deserves a second look", () => {
  it("a plain change doesn't", () => expect(flags({ after: { instances: 3 } })).toEqual([]));

  it("the deletion of something with volumes, or of a tenant, deletes data", () => {
    expect(flags({ type: "delete", after: null })).toEqual(["deletes-data"]);
    expect(flags({ type: "delete", target: TENANT, service: tenant, after: null })).toEqual(["deletes-data"]);
  });

  it("the deletion of something without volumes doesn't", () => {
    expect(flags({ type: "delete", service: webapp, after: null })).toEqual([]);
  });

  it("the deletion of something whose volumes stay doesn't", () => {
    expect(flags({ type: "delete", service: serviceMade("redis", {}, "StatefulSet"), after: null })).toEqual([]);
  });

  it("the deletion of something whose file can't be read is flagged, because nobody knows", () => {
    expect(flags({ type: "delete", service: webapp, before: null, after: null })).toEqual(["deletes-data"]);
  });

  it("the deletion of something whose chart is gone is flagged, because nobody knows", () => {
    expect(flags({ type: "delete", service: null, after: null })).toEqual(["deletes-data"]);
  });

  it("owners who come, go or change their role are named", () => {
    const [flag] = flagsOf({
      type: "update",
      target: TENANT,
      service: tenant,
      before: { owners: ACME_OWNERS.slice(0, 2) },
      after: {
        owners: [
          { kind: "User", name: "dev:tenant-owner", role: "edit" },
          { kind: "Group", name: "dev:team", role: "view" },
          ACME_OWNERS[1] ?? {},
        ],
      },
      handEdited: false,
    });
    expect(flag).toMatchObject({
      code: "changes-owners",
      why: "dev:tenant-owner gets edit, the group dev:team gets view, dev:tenant-owner loses admin.",
    });
  });

  it("owners in another order are the same owners, and still a changed list", () => {
    expect(ofTenant({ owners: ACME_OWNERS }, { owners: ACME_OWNERS })).toEqual([]);
    expect(ofTenant({ owners: ACME_OWNERS }, { owners: [...ACME_OWNERS].reverse() })).toEqual(["changes-owners"]);
  });

  it("a new tenant's owners are flagged", () => {
    expect(
      flags({ type: "create", target: TENANT, service: tenant, before: null, after: { owners: ACME_OWNERS } }),
    ).toEqual(["changes-owners"]);
  });

  it.each([
    [{}, { size: "medium" }],
    [{ size: "small" }, { size: "large" }],
    [{ quota: { cpu: "500m" } }, { quota: { cpu: "1" } }],
    [{ quota: { cpu: "" } }, { quota: { cpu: "12" } }],
    [{ quota: { cpu: "4" } }, {}],
  ])("%j → %j raises the quota, or may", (before, after) => expect(ofTenant(before, after)).toEqual(["raises-quota"]));

  it.each([
    [{ size: "medium" }, {}],
    [{ size: "large" }, { size: "medium" }],
    [{ quota: { cpu: "2" } }, { quota: { cpu: "500m" } }],
    [{ size: "small" }, {}],
  ])("%j → %j doesn't", (before, after) => expect(ofTenant(before, after)).toEqual([]));

  it("a schema without marks is searched for quotas by name", () => {
    const service = serviceMade(
      "tenant",
      {
        resourceQuota: { type: "object", properties: { pods: { title: "Pods", type: "integer" } } },
        other: { type: "integer" },
      },
      "Namespace",
    );
    const of = (before: JsonObject, after: JsonObject) => flags({ target: TENANT, service, before, after });
    expect(of({ resourceQuota: { pods: 1 } }, { resourceQuota: { pods: 2 } })).toEqual(["raises-quota"]);
    expect(of({ other: 1 }, { other: 2 })).toEqual([]);
  });

  it("a commit that the portal didn't write is flagged", () => {
    expect(flags({ handEdited: true })).toEqual(["hand-edited"]);
  });
});
