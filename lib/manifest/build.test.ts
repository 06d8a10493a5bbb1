import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { object } from "@/tests/support/json";
import { buildManifest } from "./build";
import { parseManifest } from "./manifest";

const platform = { group: "example.org", version: "v1alpha1", controlNamespace: "managed-services" };
const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;

describe("a new manifest", () => {
  it("begins with tenant and name, then states the values in their order", () => {
    expect(
      buildManifest(platform, "Postgres", orders, { size: "medium", name: "x", instances: 3, storage: "20Gi" }),
    ).toBe(
      `apiVersion: example.org/v1alpha1
kind: Postgres
metadata:
  name: orders
  namespace: acme
spec:
  values:
    tenant: acme
    name: orders
    size: medium
    instances: 3
    storage: 20Gi
`,
    );
  });

  it("of a tenant lives in the control namespace and repeats its name alone", () => {
    expect(buildManifest(platform, "Tenant", { type: "tenant", tenant: "acme" }, { tenant: "x", owners: [] })).toBe(
      `apiVersion: example.org/v1alpha1
kind: Tenant
metadata:
  name: acme
  namespace: managed-services
spec:
  values:
    name: acme
    owners: []
`,
    );
  });

  it("says back every value that it was given, however hostile", () => {
    fc.assert(
      fc.property(object, (values) => {
        const { manifest } = parseManifest(buildManifest(platform, "Postgres", orders, values));
        expect(manifest).toEqual({
          apiVersion: "example.org/v1alpha1",
          kind: "Postgres",
          name: "orders",
          namespace: "acme",
          values: { ...values, tenant: "acme", name: "orders" },
        });
      }),
      { numRuns: 300 },
    );
  });
});
