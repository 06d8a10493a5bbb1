import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { type CheckedService, checkReleases, type ReleaseFile } from "./check-releases";

const PLATFORM = {
  group: "services.example.org",
  version: "v1alpha1",
  controlNamespace: "control",
  reservedTenants: ["kube-*", "control"],
} as Platform; // what the check reads of it

const instance: JsonObject = {
  type: "object",
  additionalProperties: false,
  properties: {
    tenant: { type: "string" },
    name: { type: "string" },
    size: { type: "integer", title: "Size", maximum: 3 },
  },
};
const SERVICES: CheckedService[] = [
  { name: "tenant", schema: { type: "object", properties: { name: { type: "string" } } } },
  { name: "cache", schema: instance },
  { name: "b-cache", schema: instance },
  {
    name: "pair",
    schema: { properties: { left: { "x-child": { service: "cache", resource: "caches" }, type: "object" } } },
  },
];

const file = (path: string, text: string): ReleaseFile => ({ path, text, plain: true });
const tenant = (name: string): ReleaseFile =>
  file(
    `${name}/manifest.yaml`,
    `apiVersion: services.example.org/v1alpha1\nkind: Tenant\nmetadata: {name: ${name}, namespace: control}\nspec: {values: {name: ${name}}}\n`,
  );
const cache = (name: string, more = "", service = "cache", kind = "Cache"): ReleaseFile =>
  file(
    `acme/${service}/${name}/manifest.yaml`,
    `apiVersion: services.example.org/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: acme}\nspec: {values: {tenant: acme, name: ${name}${more}}}\n`,
  );
const said = (...files: ReleaseFile[]) =>
  checkReleases(files, SERVICES, PLATFORM).map(({ path, pointer, message }) => `${path}${pointer ?? ""}: ${message}`);

describe("a releases repository", () => {
  it("with whole tenants is fine, whatever else lies beside them", () => {
    expect(said(file("README.md", "#"), file(".github/workflows/check.yaml", ":"), tenant("acme"), cache("a"))).toEqual(
      [],
    );
  });

  it("is refused for a file in a tenant's folder that is no manifest", () => {
    expect(said(tenant("acme"), file("acme/Chart.yaml", ""), file("acme/cache/a/values.yaml", ""))).toEqual([
      expect.stringMatching(/^acme\/Chart\.yaml: Only acme\/manifest\.yaml and/),
      expect.stringMatching(/^acme\/cache\/a\/values\.yaml: Only/),
    ]);
  });

  it("is refused for a link in place of a manifest", () => {
    expect(said(tenant("acme"), { ...cache("a"), plain: false })).toEqual([
      "acme/cache/a/manifest.yaml: It is a link. Put the manifest itself there.",
    ]);
  });

  it("is refused for an instance whose tenant has no manifest, also when the tenant went before it", () => {
    expect(said(cache("a"))).toEqual([expect.stringContaining("acme/manifest.yaml is missing")]);
  });

  it("is refused for a manifest that isn't what its path says", () => {
    const moved = { ...cache("a"), path: "acme/cache/b/manifest.yaml" };
    expect(said(tenant("acme"), moved).join("\n")).toContain("metadata.name is a, but the file's path");
    const foreign = file("acme/cache/a/manifest.yaml", cache("a").text.replace("namespace: acme", "namespace: globex"));
    expect(said(tenant("acme"), foreign).join("\n")).toContain("metadata.namespace is globex");
  });

  it("is refused for a second document, and for a key beside the manifest's own", () => {
    const two = file("acme/cache/a/manifest.yaml", `${cache("a").text}---\nkind: Secret\n`);
    expect(said(tenant("acme"), two).join("\n")).toContain("The file holds 2 documents");
    const extra = file("acme/cache/a/manifest.yaml", `${cache("a").text}status: {}\n`);
    expect(said(tenant("acme"), extra).join("\n")).toContain("status doesn't belong");
  });

  it("is refused for values that the schema refuses, at their place", () => {
    expect(said(tenant("acme"), cache("a", ", size: 9"))).toEqual([
      "acme/cache/a/manifest.yaml/size: Size: At most 3. You entered 9.",
    ]);
  });

  it("is refused for two instances that would be called the same in the cluster, each naming the other", () => {
    expect(said(tenant("acme"), cache("a-b"), cache("a", "", "b-cache", "BCache"))).toEqual([
      expect.stringContaining("would be called a-b-cache, like acme/cache/a-b/manifest.yaml"),
      expect.stringContaining("would be called a-b-cache, like acme/b-cache/a/manifest.yaml"),
    ]);
  });

  it("is refused for a service that the platform doesn't offer, and for a reserved tenant", () => {
    expect(said(tenant("acme"), cache("a", "", "queue", "Queue"))).toEqual([
      expect.stringContaining("No service is called queue"),
    ]);
    expect(said(tenant("kube-x")).join("\n")).toContain("reserved");
  });

  it("is refused where a composite's child and another instance would have one name in the cluster", () => {
    const pair = (name: string) => cache(name, "", "pair", "Pair");
    expect(said(tenant("acme"), pair("a"), cache("a"))).toEqual([]);
    expect(said(tenant("acme"), pair("a"), cache("a-left"))).toEqual([
      "acme/cache/a-left/manifest.yaml: In the cluster it would be called a-left-cache, like a part of acme/pair/a/manifest.yaml. Give one of them another name.",
      "acme/pair/a/manifest.yaml: In the cluster its part a-left would be called a-left-cache, like acme/cache/a-left/manifest.yaml. Give one of them another name.",
    ]);
    expect(said(tenant("acme"), pair("x".repeat(40)))).toEqual([
      expect.stringContaining("A part of it becomes") as string,
    ]);
  });
});
