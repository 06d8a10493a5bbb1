import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type KubernetesCluster, kubernetesCluster } from "@/lib/cluster/kubernetes";
import { PORTAL_ACCOUNT } from "@/lib/compile/portal-rights";
import { renderedKinds } from "@/lib/compile/rendered-kinds";
import { OPTION_KINDS, type OptionKind } from "@/lib/domain/option-kinds";
import { clusterHealth } from "@/lib/requests/cluster-health";
import { ROOT } from "../../harness/root";
import { applyFiles } from "../api/apply-files";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { apply } from "../api/objects";
import { untilObject } from "../api/until";
import { applyShipped, type Shipped } from "../definitions/shipped";
import { writeKubeconfig } from "../plane/kubeconfig";
import { type Deed, mayDo } from "../roles/reviews";
import { suiteApi, useNamespace } from "../suite";

const api = suiteApi();
const folder = mkdtempSync(join(tmpdir(), "portal-rights-"));
const TENANT = "portal-reads";
let shipped: Shipped;
let account: string;
let cluster: KubernetesCluster;

beforeAll(async () => {
  shipped = await applyShipped(api);
  const { platform, services } = shipped;
  await useNamespace(api, platform.namespaces.argocd);
  await useNamespace(api, TENANT);
  // The portal's chart makes it.
  const own = { name: PORTAL_ACCOUNT, namespace: platform.controlNamespace };
  await apply(api, { apiVersion: "v1", kind: "ServiceAccount", metadata: own });
  await applyFiles(api, [join(ROOT, "deploy/portal/rights.yaml")]);
  account = `system:serviceaccount:${platform.controlNamespace}:${PORTAL_ACCOUNT}`;
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: `${platform.group}:${PORTAL_ACCOUNT}` },
  };
  // Kubernetes gathers its rules from the roles with the label.
  await untilObject(api, role, "has its rules", (one) => JSON.stringify(one).includes("portal"));
  const asked = await api.send(
    "POST",
    `/api/v1/namespaces/${platform.controlNamespace}/serviceaccounts/${PORTAL_ACCOUNT}/token`,
    { body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} } },
  );
  const token = textAt(objectAt(asked.body, "status"), "token");
  expect(token).not.toBe("");
  cluster = await kubernetesCluster({
    access: { kubeconfig: [writeKubeconfig(join(folder, "kubeconfig"), { ...inject("connection"), token })] },
    platform,
    services: () => Promise.resolve(services.map(({ name }) => name)),
    desired: () => Promise.resolve(null),
    now: () => new Date(),
  });
}, 300_000);
afterAll(() => {
  cluster.close();
  api.close();
  rmSync(folder, { recursive: true, force: true });
});

const may = (deed: Deed) => mayDo(api, account, deed);

describe("the portal's account", () => {
  it("follows our kinds, releases and applications, and is told of no kind that it may not", async () => {
    const soon = { timeout: 30_000, interval: 100 };
    await vi.waitFor(async () => expect((await cluster.state()).unreachable).toBeNull(), soon);
    for (const { name } of shipped.services) {
      const target =
        name === "tenant"
          ? ({ type: "tenant", tenant: TENANT } as const)
          : ({ type: "instance", tenant: TENANT, service: name, name: "nothing" } as const);
      await vi.waitFor(async () => {
        const seen = await cluster.observe(target, "full");
        expect(seen?.unread, name).toEqual([]);
        expect(seen?.instance, name).toBeNull();
      }, soon);
      expect(await cluster.exists(target), name).toBe(name === "tenant");
    }
  });

  it("reads what every instance stands on, and finds each service's definition accepted", async () => {
    const { platform, services } = shipped;
    await vi.waitFor(
      async () => {
        const seen = await cluster.platform();
        expect(seen?.unread).toEqual([]);
        expect(seen?.sources.map(({ kind }) => kind)).toContain("HelmChart");
        const health = seen && clusterHealth(seen, { services, platform });
        expect(health?.definitions.map(({ service, state }) => `${service} ${state}`)).toEqual(
          services.map(({ name }) => `${name} accepted`),
        );
      },
      { timeout: 60_000, interval: 1_000 },
    );
  });

  it("reads the names that forms suggest", async () => {
    // The compiler knows the table's keys as texts alone.
    for (const kind of Object.keys(OPTION_KINDS) as OptionKind[])
      expect(await cluster.names(kind, TENANT), kind).toEqual(kind === "ConfigMap" ? ["kube-root-ca.crt"] : []);
  });

  it("may read and watch everything that charts render, but Secrets", async () => {
    const { services, platform } = shipped;
    const rendered = services.flatMap(({ objects, schema }) => renderedKinds(objects, schema, platform).resources);
    expect(rendered.length).toBeGreaterThan(10);
    for (const { group, resource } of [...rendered, { group: "", resource: "pods" }, { group: "", resource: "events" }])
      for (const verb of ["get", "list", "watch"])
        expect(await may({ verb, group, resource, namespace: TENANT }), `${verb} ${group}/${resource}`).toBe(
          resource !== "secrets",
        );
  });

  it("reads no Secret, wherever and however", async () => {
    for (const verb of ["get", "list", "watch"])
      for (const namespace of [TENANT, shipped.platform.controlNamespace, undefined])
        expect(
          await may({ verb, group: "", resource: "secrets", ...(namespace !== undefined && { namespace }) }),
          `${verb} in ${namespace}`,
        ).toBe(false);
    for (const resource of ["pods/log", "pods/exec", "serviceaccounts/token"])
      expect(await may({ verb: "get", group: "", resource, namespace: TENANT }), resource).toBe(false);
  });

  it("writes nothing", async () => {
    const own = suiteApi(account);
    const review = await own.send("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", {
      body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace: TENANT } },
    });
    own.close();
    const rules = objectsAt(objectAt(review.body, "status"), "resourceRules");
    expect(rules.length).toBeGreaterThan(5);
    const writes = rules.filter(({ verbs, resources }) => {
      // Everybody may ask what they may do themselves.
      const asksOnly = (resources as string[]).every((resource) => resource.startsWith("selfsubject")); // as in RBAC
      return !asksOnly && !(verbs as string[]).every((verb) => ["get", "list", "watch"].includes(verb)); // as in RBAC
    });
    expect(writes).toEqual([]);
  });
});
