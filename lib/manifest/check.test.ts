import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { casesIn } from "@/tests/support/cases";
import { buildManifest } from "./build";
import { checkManifest } from "./check";

const platform = { group: "example.org", version: "v1alpha1", controlNamespace: "managed-services" };
const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
const folder = join(import.meta.dirname, "cases/check");

describe("a manifest is checked against its place", () => {
  for (const { name, text } of casesIn(folder))
    it(name, async () => {
      const problems = checkManifest(text("manifest.yaml"), orders, "Postgres", platform);
      const said = problems.map(({ code, pointer, message }) => `${pointer ?? "-"} (${code}) ${message}\n`).join("");
      await expect(said).toMatchFileSnapshot(join(folder, name.replaceAll(" ", "-"), "problems.txt"));
    });

  it("what buildManifest writes has no problem, for an instance and for a tenant", () => {
    const acme = { type: "tenant", tenant: "acme" } as const;
    expect(
      checkManifest(buildManifest(platform, "Postgres", orders, { size: "small" }), orders, "Postgres", platform),
    ).toEqual([]);
    expect(checkManifest(buildManifest(platform, "Tenant", acme, {}), acme, "Tenant", platform)).toEqual([]);
  });

  it("a tenant outside of the control namespace is told where it belongs", () => {
    const acme = { type: "tenant", tenant: "acme" } as const;
    const text = buildManifest({ ...platform, controlNamespace: "elsewhere" }, "Tenant", acme, {});
    expect(checkManifest(text, acme, "Tenant", platform).map(({ message }) => message)).toEqual([
      "metadata.namespace is elsewhere. Tenants live in managed-services; set it to that.",
    ]);
  });
});
