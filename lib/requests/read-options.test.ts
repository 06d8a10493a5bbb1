import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "@/tests/support/refusal-of";
import { people, serviceMade, UseCasePortal } from "@/tests/support/use-case-portal";
import { readOptions } from "./read-options";

const { stranger, onlooker, requester, admin } = people;

let portal: UseCasePortal;
beforeEach(async () => {
  portal = await UseCasePortal.withAcme();
  const of = (kind: string, namespace = "tenant") => ({ type: "string", "x-options": { kind, namespace } });
  portal.offer(
    serviceMade(
      "webapp",
      {
        tenant: { type: "string" },
        name: { type: "string" },
        workload: of("Deployment"),
        backend: { type: "object", properties: { hosts: { type: "array", items: of("Deployment") } } },
        secret: of("Secret"),
        shared: of("ConfigMap", "shared-config"),
        foreign: of("ConfigMap", "kube-system"),
        pool: { ...of("Deployment"), "x-owner": "platform" },
        plain: { type: "string" },
      },
      "Deployment",
    ),
  );
  portal.catalog.platform.optionNamespaces = ["shared-config"];
  await portal.put("acme/cache/one/manifest.yaml", {});
  await portal.put("globex/cache/other/manifest.yaml", {});
  portal.clock += 3_600_000;
});
afterEach(() => portal.close());

const ask = (viewer = requester, pointer = "/workload", tenant = "acme") =>
  readOptions(portal.deps, viewer, { service: "webapp", pointer, tenant });

describe("what a field is suggested from the cluster", () => {
  it("is what the tenant has of the kind that the schema names", async () => {
    expect(await ask()).toEqual({ kind: "Deployment", names: ["one-cache"] });
    expect(await ask(requester, "/backend/hosts/0")).toEqual({ kind: "Deployment", names: ["one-cache"] });
    expect(await ask(admin, "/workload", "globex")).toEqual({ kind: "Deployment", names: ["other-cache"] });
  });

  it("is for those who may fill in the form for that tenant, and for nobody else", async () => {
    expect((await refusalOf(ask(stranger))).code).toBe("not-found");
    expect((await refusalOf(ask(onlooker))).code).toBe("forbidden");
    expect((await refusalOf(ask(requester, "/workload", "globex"))).code).toBe("not-found");
    expect((await refusalOf(ask(requester, "/pool"))).code).toBe("not-found");
    expect(await ask(admin, "/pool")).toMatchObject({ names: ["one-cache"] });
  });

  it("is never a Secret's name, and nothing of a namespace that is neither the tenant's nor listed", async () => {
    for (const pointer of ["/secret", "/foreign", "/plain", "/nothing"])
      expect((await refusalOf(ask(admin, pointer))).code).toBe("not-found");
    expect(await ask(requester, "/shared")).toEqual({ kind: "ConfigMap", names: [] });
  });

  it("is nothing for a name that is no tenant's, whoever asks", async () => {
    expect(await ask(admin, "/workload", "kube-system")).toEqual({ kind: "Deployment", names: [] });
    expect(await ask(admin, "/workload", "../x")).toEqual({ kind: "Deployment", names: [] });
  });

  it("is said to be unknown while the cluster is away", async () => {
    portal.deps.cluster = { ...portal.deps.cluster, names: () => Promise.resolve(null) };
    expect(await ask()).toEqual({ kind: "Deployment", names: null });
  });
});
