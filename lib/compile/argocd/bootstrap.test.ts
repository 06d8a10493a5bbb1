import { describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { applicationNameOf } from "@/lib/domain/names";
import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import { at, word } from "@/tests/charts/charts";
import { argocdBootstrap } from "./bootstrap";

const platform = {
  group: "services.example.org",
  gitServer: "https://git.example.com",
  platformRepository: "example/platform",
  releasesRepository: "example/releases",
  branch: "live",
  controlNamespace: "control",
  namespaces: { argocd: "argo", flux: "flux", kro: "kro", postgresOperator: "cnpg", ingress: "edge" },
};

const definitions: JsonObject[] = [
  { apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition", metadata: { name: "one" } },
  { apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition", metadata: { name: "other" } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "deployer", namespace: "control" } },
];

const files = argocdBootstrap({ kinds: ["Webapp", "Tenant"], definitions }, platform);
const objects = files.flatMap((file) => file.objects);
const named = (kind: string, name: string) =>
  objects.find((object) => object.kind === kind && at(object, "metadata", "name") === name);
const sets = objects.filter(({ kind }) => kind === "ApplicationSet");
const application = named("Application", "control.definitions");
/** What each Application is made like, those that the sets make included. */
const specs = [at(application, "spec"), ...sets.map((set) => at(set, "spec", "template", "spec"))];

describe("every Application", () => {
  it("is applied by the server and never compared by it, which would call a refused update synced", () => {
    for (const spec of specs) expect(at(spec, "syncPolicy", "syncOptions")).toContain("ServerSideApply=true");
    expect(JSON.stringify(objects)).not.toContain("ServerSideDiff");
  });

  it("never takes an emptied folder for the wish that everything be deleted", () => {
    expect(JSON.stringify(objects)).not.toContain("allowEmpty");
  });

  it("tries again for ever, with the newest commit, within half a minute", () => {
    for (const spec of specs) {
      expect(at(spec, "syncPolicy", "retry", "limit")).toBe(-1);
      expect(at(spec, "syncPolicy", "retry", "refresh")).toBe(true);
      expect(Number.parseInt(word(at(spec, "syncPolicy", "retry", "backoff", "maxDuration")), 10)).toBeLessThan(30);
    }
  });
});

describe("the Applications of tenants and instances", () => {
  it("are made from folders, not from files, of which one that can't be parsed would stop all", () => {
    const generators = sets.map((set) => at(set, "spec", "generators"));
    expect(generators.map((each) => at(each, 0, "git", "directories", 0, "path"))).toEqual(["*", "*/*/*"]);
    expect(JSON.stringify(generators)).not.toContain("files");
  });

  it("take everything from the folder's path, and stop where a part of it is missing", () => {
    for (const set of sets) {
      expect(at(set, "spec", "goTemplateOptions")).toEqual(["missingkey=error"]);
      const used = JSON.stringify(at(set, "spec", "template")).match(/\{\{.*?\}\}/g) ?? [];
      for (const expression of used) expect(expression).toMatch(/^\{\{(index )?\.path\.(segments [012]|path)\}\}$/);
    }
  });

  it("have the names that the portal looks for, which two targets never share", () => {
    const targets: Target[] = [
      { type: "tenant", tenant: "a" },
      { type: "tenant", tenant: "a-b-c" },
      { type: "instance", tenant: "a", service: "b", name: "c" },
      { type: "instance", tenant: "a-b", service: "c", name: "d" },
      { type: "instance", tenant: "a", service: "b-c", name: "d" },
    ];
    const names = targets.map((target) => {
      const segments = pathOf(target).split("/").slice(0, -1);
      const template = word(at(sets[target.type === "tenant" ? 0 : 1], "spec", "template", "metadata", "name"));
      return template.replace(/\{\{index \.path\.segments (\d)\}\}/g, (_, place) => segments[Number(place)] ?? "?");
    });
    expect(names).toEqual(targets.map(applicationNameOf));
    expect(new Set(names).size).toBe(names.length);
  });

  it("read only manifest.yaml, are held until what they deployed is gone, and go to their own namespace and project", () => {
    for (const set of sets) {
      const template = at(set, "spec", "template");
      expect(at(template, "spec", "source", "directory")).toEqual({ recurse: false, include: "manifest.yaml" });
      expect(at(template, "metadata", "finalizers")).toEqual(["resources-finalizer.argocd.argoproj.io"]);
    }
    expect(at(sets[0], "spec", "template", "spec", "destination", "namespace")).toBe("control");
    expect(at(sets[0], "spec", "template", "spec", "project")).toBe("control.tenants");
    expect(at(sets[1], "spec", "template", "spec", "destination", "namespace")).toBe("{{index .path.segments 0}}");
    expect(at(sets[1], "spec", "template", "spec", "project")).toBe("tenant-{{index .path.segments 0}}");
  });

  it("are not taken away with whatever deployed their sets", () => {
    for (const set of sets)
      expect(at(set, "metadata", "annotations", "argocd.argoproj.io/sync-options")).toBe("Prune=false,Delete=false");
  });
});

describe("the projects", () => {
  it("let a tenant's folder hold a tenant in the control namespace, and nothing else", () => {
    expect(named("AppProject", "control.tenants")?.spec).toMatchObject({
      sourceRepos: ["https://git.example.com/example/releases.git"],
      destinations: [{ server: "https://kubernetes.default.svc", namespace: "control" }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: "services.example.org", kind: "Tenant" }],
    });
  });

  it("let definitions hold the kinds that they hold, each named once", () => {
    expect(named("AppProject", "control.definitions")?.spec).toMatchObject({
      sourceRepos: ["https://git.example.com/example/platform.git"],
      clusterResourceWhitelist: [
        { group: "", kind: "Namespace" },
        { group: "kro.run", kind: "ResourceGraphDefinition" },
      ],
      namespaceResourceWhitelist: [{ group: "", kind: "ServiceAccount" }],
    });
  });

  it("have names that no tenant's project can have", () => {
    for (const { kind, metadata } of objects)
      if (kind === "AppProject" && isObject(metadata)) expect(metadata.name).toContain(".");
  });
});

it("definitions stay when their Application goes", () => {
  expect(at(application, "metadata", "finalizers")).toBeUndefined();
});

it("Argo CD's settings get a health check for each kind and for definitions, and lose none of their own", () => {
  const settings = named("ConfigMap", "argocd-cm");
  expect(Object.keys(settings?.data ?? {})).toEqual([
    "resource.customizations.health.kro.run_ResourceGraphDefinition",
    "resource.customizations.health.services.example.org_Tenant",
    "resource.customizations.health.services.example.org_Webapp",
  ]);
  expect(at(settings, "metadata", "labels")).toEqual({ "app.kubernetes.io/part-of": "argocd" });
});
