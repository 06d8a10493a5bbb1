import { describe, expect, it } from "vitest";
import type { PlatformObservation } from "@/lib/cluster/port";
import { apiTypes } from "@/lib/compile/api-types";
import { schemaMark } from "@/lib/compile/schema-mark";
import { serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { openCreateForm } from "./open-create-form";
import { otherSchema } from "./other-schema";

const service = serviceMade("cache", { tenant: { type: "string" }, name: { type: "string" } }, "Deployment");
const newer = serviceMade(
  "cache",
  { ...(service.schema.properties as object), size: { type: "string" } },
  "Deployment",
);

/** A cluster in which the schema of `live` is in force; null: it can't be asked. */
function clusterWith(live: typeof service | null): { platform: () => Promise<PlatformObservation | null> } {
  const schemas = live ? [{ kind: live.kind, description: `The values. ${schemaMark(apiTypes(live.schema))}` }] : [];
  const observed: PlatformObservation = {
    definitions: [],
    kinds: [],
    schemas,
    instances: [],
    sources: [],
    definitionsApplication: null,
    failedApplications: [],
    controllers: [],
    unread: [],
  };
  return { platform: () => Promise.resolve(live === null ? null : observed) };
}
const said = async (platform: () => Promise<PlatformObservation | null>, patience?: number) => {
  // Of the cluster only this is asked.
  const deps = { cluster: { platform } } as unknown as Parameters<typeof otherSchema>[0];
  return otherSchema(deps, service, patience);
};

describe("a form whose schema isn't the cluster's", () => {
  it("says so, and nothing where they are one, or nobody knows", async () => {
    expect(await said(clusterWith(newer).platform)).toContain(
      "The cluster has another version of Cache than this form",
    );
    expect(await said(clusterWith(service).platform)).toBeNull();
    expect(await said(clusterWith(null).platform)).toBeNull();
    expect(await said(() => Promise.reject(new Error("away")))).toBeNull();
  });

  it("doesn't wait for a cluster that doesn't answer", async () => {
    expect(await said(() => new Promise(() => undefined), 5)).toBeNull();
  });

  it("is what the page of the form gets", async () => {
    const portal = await UseCasePortal.withAcme();
    try {
      const deps = { ...portal.deps, cluster: { ...portal.deps.cluster, ...clusterWith(newer) } };
      const viewer = { subject: "dev:owner", name: "owner", email: "", groups: [], platformAdmin: true };
      const input = { service: "cache", tenant: "acme" };
      expect((await openCreateForm(deps, viewer, input)).otherSchema).toContain("another version of Cache");
      expect((await openCreateForm(portal.deps, viewer, input)).otherSchema).toBeNull();
    } finally {
      await portal.close();
    }
  });
});
