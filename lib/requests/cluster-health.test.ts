import { describe, expect, it } from "vitest";
import type { PlatformObservation } from "@/lib/cluster/port";
import { apiTypes } from "@/lib/compile/api-types";
import { schemaMark } from "@/lib/compile/schema-mark";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { clusterHealth, countClusterFaults } from "./cluster-health";

const AT = "2026-03-01T09:00:00Z";
const SCHEMA: JsonObject = { type: "object", properties: { size: { type: "string" } } };
const NEWEST = { kind: "Redis", description: `The values of Redis. ${schemaMark(apiTypes(SCHEMA))}` };
const GROUND = {
  services: [{ name: "redis", title: "Redis", kind: "Redis", schema: SCHEMA }],
  platform: {
    namespaces: { argocd: "argocd", flux: "flux-system", kro: "kro-system", postgresOperator: "p", ingress: "i" },
  },
};

const object = (kind: string, name: string, status: JsonObject): KubernetesObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, uid: name, creationTimestamp: AT, generation: 2 },
  status,
});
const says = (type: string, status: string, message = "", observedGeneration = 2) => ({
  type,
  status,
  reason: "",
  message,
  lastTransitionTime: AT,
  observedGeneration,
});

const NOTHING: PlatformObservation = {
  definitions: [],
  kinds: ["Redis"],
  schemas: [NEWEST],
  instances: [],
  sources: [],
  definitionsApplication: null,
  failedApplications: [],
  controllers: [],
  unread: [],
};
const health = (seen: Partial<PlatformObservation>) => clusterHealth({ ...NOTHING, ...seen }, GROUND);
const definition = (state: string, ...conditions: JsonObject[]) => [
  object("ResourceGraphDefinition", "redis", { state, conditions }),
];

describe("a service's definition", () => {
  const READY = says("Ready", "True");
  it.each<[string, Partial<PlatformObservation>, number]>([
    ["accepted", { definitions: definition("Active", READY) }, 0],
    ["waiting", { definitions: definition("Active", says("Ready", "True", "", 1)) }, 0],
    ["waiting", { definitions: definition("Inactive") }, 0],
    ["refused", { definitions: definition("Inactive", says("GraphAccepted", "False", "no such type")) }, 1],
    ["unserved", { definitions: definition("Active", READY), kinds: [] }, 1],
    [
      "stale",
      {
        definitions: definition("Active", READY),
        schemas: [{ kind: "Redis", description: "The values of Redis. Schema 0123456789abcdef." }],
      },
      1,
    ],
    ["stale", { definitions: definition("Active", READY), schemas: [{ kind: "Redis", description: "" }] }, 1],
    [
      "forbidden",
      {
        definitions: definition("Active", READY),
        schemas: [],
        unread: [{ kind: "CustomResourceDefinition", name: "redis.example.org", why: "forbidden" }],
      },
      0,
    ],
    ["absent", {}, 1],
    ["forbidden", { unread: [{ kind: "ResourceGraphDefinition", name: "", why: "forbidden" }] }, 0],
  ])("is %s", (state, seen, faults) => {
    const found = health(seen);
    expect(found.definitions).toMatchObject([{ service: "redis", title: "Redis", state }]);
    expect(countClusterFaults(found)).toBe(faults);
  });

  it("is refused in KRO's own words", () => {
    const refused = definition("Inactive", says("Ready", "False", "sums up"), says("KindReady", "False", "why"));
    expect(health({ definitions: refused }).definitions).toMatchObject([{ said: "why", at: AT }]);
  });
});

/** A cluster in which all is well but for what a test puts in. */
const well = (seen: Partial<PlatformObservation>) =>
  health({ definitions: definition("Active", says("Ready", "True")), ...seen });

describe("what releases are made of", () => {
  it("is ready, fails in Flux's words, or hasn't been told of this version", () => {
    const found = well({
      sources: [
        object("GitRepository", "platform", { conditions: [says("Ready", "True", "stored")] }),
        object("HelmChart", "redis", { conditions: [says("Ready", "False", "no such folder")] }),
        object("HelmChart", "webapp", { conditions: [says("Ready", "False", "old", 1)] }),
      ],
    });
    expect(found.sources.map(({ name, state, said }) => [name, state, said])).toEqual([
      ["platform", "ready", "stored"],
      ["redis", "failed", "no such folder"],
      ["webapp", "waiting", ""],
    ]);
    expect(countClusterFaults(found)).toBe(1);
  });
});

describe("Argo CD's Applications", () => {
  const failed = (name: string) =>
    object("Application", name, { conditions: [{ type: "ComparisonError", message: "no", lastTransitionTime: AT }] });

  it("in error are named with the page of what they belong to, and are one thing to mend", () => {
    const found = well({
      definitionsApplication: failed("managed-services.definitions"),
      failedApplications: [failed("acme.redis.cache"), failed("acme")],
    });
    expect(found.applications.map(({ name, href, said }) => [name, href, said])).toEqual([
      ["managed-services.definitions", null, "no"],
      ["acme.redis.cache", "/tenants/acme/redis/cache", "no"],
      ["acme", "/tenants/acme", "no"],
    ]);
    expect(countClusterFaults(found)).toBe(1);
  });

  it("are counted where there are more than a page names", () => {
    const found = well({ failedApplications: Array.from({ length: 50 }, (_, at) => failed(`acme.redis.c${at}`)) });
    expect([found.applications.length, found.applicationsInError]).toEqual([20, 50]);
  });
});

describe("the version of what runs", () => {
  const version = (images: string[], label = "") =>
    well({ controllers: [{ system: "kro", name: "kro", images, version: label, wanted: 1, ready: 1 }] }).systems.find(
      ({ name }) => name === "KRO",
    )?.parts[0]?.version;

  it.each([
    ["v3.5.7", ["quay.io/argoproj/argocd:v3.5.7"]],
    ["v3.5.7", ["quay.io:443/argoproj/argocd:v3.5.7@sha256:00aa"]],
    ["7.2", ["redis:7.2", "redis:7.2"]],
  ])("is %s by its image's tag: %j", (tag, images) => {
    expect(version(images)).toBe(tag);
  });

  it("is the label's where images tell nothing or contradict each other, and else not known", () => {
    expect(version(["kro@sha256:00aa"], "0.9.3")).toBe("0.9.3");
    expect(version(["a:1", "b:2"])).toBeNull();
    expect(version(["registry:5000/kro"])).toBeNull();
    expect(version([])).toBeNull();
  });

  it("of a part without all its pods is something to mend", () => {
    const found = well({
      controllers: [{ system: "flux", name: "helm-controller", images: [], version: "", wanted: 1, ready: 0 }],
    });
    expect(countClusterFaults(found)).toBe(1);
  });
});
