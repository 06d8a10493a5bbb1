import { describe, expect, it } from "vitest";
import { renderedKinds, resourcesTold } from "./rendered-kinds";

const CLUSTER = {
  apiVersion: "postgresql.cnpg.io/v1",
  kind: "Cluster",
  resource: "clusters",
  current: "has(status.ready)",
};
const schema = { "x-kinds": [CLUSTER, { apiVersion: "postgresql.cnpg.io/v1", kind: "Backup", resource: "backups" }] };

describe("the kinds that a chart renders", () => {
  it("are resources of Kubernetes' own, each once, also where the chart's version of them can't be told", () => {
    const { resources, problems } = renderedKinds(
      [
        { apiVersion: "v1", kind: "Service" },
        { apiVersion: "v1", kind: "Service" },
        { apiVersion: "", kind: "Ingress" },
      ],
      {},
    );
    expect(resources).toEqual([
      { group: "", resource: "services" },
      { group: "networking.k8s.io", resource: "ingresses" },
    ]);
    expect(problems).toEqual([]);
  });

  it("are what the schema says of them, where others made them, and the release waits for those that say how", () => {
    const found = renderedKinds([{ apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster" }], schema);
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
    );
    expect(problems.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([
      expect.stringMatching(/^\/x-kinds The chart renders the kind ClusterRole,/),
      expect.stringMatching(/^\/x-kinds The chart renders the kind Service,/),
    ]);
  });
});
