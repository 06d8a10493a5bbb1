import { describe, expect, it } from "vitest";
import { renderedKinds, resourcesTold } from "./rendered-kinds";

const CLUSTER = {
  apiVersion: "postgresql.cnpg.io/v1",
  kind: "Cluster",
  resource: "clusters",
  current: "has(status.ready)",
};
const schema = { "x-kinds": [CLUSTER, { apiVersion: "postgresql.cnpg.io/v1", kind: "Backup", resource: "backups" }] };

const PLATFORM = { group: "services.example.org", version: "v1" };

describe("the kinds that a chart renders", () => {
  it("are resources of Kubernetes' own, each once, also where the chart's version of them can't be told", () => {
    const { resources, problems } = renderedKinds(
      [
        { apiVersion: "v1", kind: "Service" },
        { apiVersion: "v1", kind: "Service" },
        { apiVersion: "", kind: "Ingress" },
      ],
      {},
      PLATFORM,
    );
    expect(resources).toEqual([
      { group: "", resource: "services" },
      { group: "networking.k8s.io", resource: "ingresses" },
    ]);
    expect(problems).toEqual([]);
  });

  it("are what the schema says of them, where others made them, and the release waits for those that say how", () => {
    const found = renderedKinds([{ apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" }], schema, PLATFORM);
    expect(found.resources).toEqual([{ group: "postgresql.cnpg.io", resource: "clusters" }]);
    expect(found.health).toEqual([{ apiVersion: CLUSTER.apiVersion, kind: "Cluster", current: CLUSTER.current }]);
    expect(resourcesTold(schema).map(({ resource }) => resource)).toEqual(["clusters", "backups"]);
  });

  it("are named where nothing is known of them, with the way out, because no plural is guessed", () => {
    const { problems } = renderedKinds(
      [
        { apiVersion: "example.com/v1", kind: "Service" },
        { apiVersion: "x/v1", kind: "ClusterRole" },
      ],
      schema,
      PLATFORM,
    );
    expect(problems.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
      expect.stringMatching(/^\/x-kinds The chart renders the kind ClusterRole,/),
      expect.stringMatching(/^\/x-kinds The chart renders the kind Service,/),
    ]);
  });

  it("are a composite's children one by one, and its release waits until KRO says of each that this version is ready", () => {
    const parts = {
      properties: {
        web: { "x-child": { service: "web-app", resource: "webapps" } },
        other: { "x-child": { service: "web-app", resource: "webapps" } },
        box: { "x-child": { service: "box", resource: "boxes" } },
      },
    };
    const apiVersion = "services.example.org/v1";
    const made = [
      { apiVersion, kind: "WebApp" },
      { apiVersion, kind: "Box" },
    ];
    const { resources, health, problems } = renderedKinds(made, parts, PLATFORM);
    expect(resources).toEqual([
      { group: "services.example.org", resource: "boxes" },
      { group: "services.example.org", resource: "webapps" },
    ]);
    expect(health.map(({ kind }) => kind)).toEqual(["WebApp", "Box"]);
    expect(health[0]).toMatchObject({
      apiVersion,
      current: expect.stringContaining("c.observedGeneration == metadata.generation") as string,
      failed: "has(status.state) && status.state == 'ERROR'",
    });
    expect(problems).toEqual([]);
    expect(renderedKinds([{ apiVersion, kind: "Redis" }], parts, PLATFORM).problems).toHaveLength(1);
  });
});
