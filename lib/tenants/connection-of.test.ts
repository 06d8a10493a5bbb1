import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { readInstance } from "./read-instance";

const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
const LATER = 3_600_000;

/** An object of the chart that is always rendered. */
const rendered = (kind: string, name: string, offers: string[]) => ({
  apiVersion: "v1",
  kind,
  name,
  when: [],
  replicas: [],
  claims: [],
  claimsWhenDeleted: [],
  offers: offers.map((text) => ({ text, when: [] })),
  kept: false,
});

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  portal.clock += LATER;
  const service = serviceMade("postgres", { tenant: {}, name: {}, instances: {} }, "Cluster");
  portal.offer({
    ...service,
    schema: {
      ...service.schema,
      "x-connection": [
        { service: "<release>-rw", ports: [5432], use: "reads and writes" },
        { secret: "<release>-app", keys: ["uri", "password"], use: "the login" },
      ],
    },
    objects: [
      ...service.objects,
      rendered("Service", "<release>", ["9187"]),
      rendered("Service", "<release>-pods", []),
      rendered("Secret", "<release>", ["token"]),
    ],
  });
});
afterEach(() => portal.close());

const connection = async () => (await readInstance(portal.deps, people.onlooker, { target: orders })).connection;

describe("what an instance is reached by", () => {
  it("is what the chart's schema says that others make, and what the cluster has of the chart's own", async () => {
    expect(await connection()).toEqual({
      addresses: [
        { of: "", address: "orders-postgres-rw.acme.svc:5432", use: "reads and writes", from: "cluster" },
        { of: "", address: "orders-postgres.acme.svc:9187", use: "", from: "cluster" },
      ],
      secrets: [
        { of: "", name: "orders-postgres-app", keys: ["uri", "password"], use: "the login" },
        { of: "", name: "orders-postgres", keys: ["token"], use: "" },
      ],
      unnamed: [],
    });
  });

  it("is nothing while nothing of it is there, while the cluster is away, and once it was deleted", async () => {
    const before = { ...portal.deps.cluster };
    portal.deps.cluster.observe = async (target, depth) => {
      const seen = await before.observe(target, depth);
      return seen && { ...seen, release: null, objects: [] };
    };
    expect(await connection()).toBeNull();
    portal.deps.cluster.observe = () => Promise.resolve(null);
    expect(await connection()).toBeNull();
    portal.deps.cluster.observe = (target, depth) => before.observe(target, depth);
    await portal.put("acme/postgres/orders/manifest.yaml", null);
    expect(await connection()).toBeNull();
  });

  it("has an Ingress's hosts, with https where it has a certificate, and names a Secret that nobody reads", async () => {
    const before = { ...portal.deps.cluster };
    const ingress: KubernetesObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "orders", uid: "u", creationTimestamp: "" },
      spec: { tls: [{ hosts: ["a.example"] }], rules: [{ host: "a.example" }, { host: "b.example" }] },
    };
    portal.deps.cluster.observe = async (target, depth) => {
      const seen = await before.observe(target, depth);
      const objects = [ingress, { ...ingress, metadata: { ...ingress.metadata, name: "bare" }, spec: {} }];
      return seen && { ...seen, objects, unread: [{ kind: "Secret", name: "orders-postgres", why: "secret" }] };
    };
    const { addresses, secrets, unnamed } = (await connection()) ?? { addresses: [], secrets: [], unnamed: [] };
    expect(addresses.filter(({ from }) => from === "outside").map(({ address }) => address)).toEqual([
      "https://a.example",
      "http://b.example",
    ]);
    expect(unnamed).toEqual(["bare"]);
    expect(secrets.map(({ name }) => name)).toEqual(["orders-postgres-app", "orders-postgres"]);
  });
});
