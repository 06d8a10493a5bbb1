import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { DEPLOYER, TENANT_DEPLOYER } from "@/lib/compile/deployer";
import { renderedKinds } from "@/lib/compile/rendered-kinds";
import { isInstanceService } from "@/lib/domain/service";
import { openWorkspace, type Workspace } from "@/lib/helm/workspace";
import { caseOf, chartNamed } from "@/tests/charts/charts";
import { ROOT } from "../../harness/root";
import { manifestsIn } from "../api/apply-files";
import type { Api } from "../api/client";
import { apply, create, list, type Manifest, tryApply } from "../api/objects";
import { applyShipped, type Shipped } from "../definitions/shipped";
import { writeKubeconfig } from "../plane/kubeconfig";
import { suiteApi, useNamespace } from "../suite";
import { installAs } from "./install-as";
import { madeChartOf } from "./made-chart-of";
import { type Deed, mayDo } from "./reviews";

const TENANT = "roles-tenant";
const OTHER = "roles-other";
const OWNERS = { admin: "dev:roles-admin", edit: "dev:roles-edit", view: "dev:roles-view" } as const;
const ACCOUNT = `system:serviceaccount:${TENANT}:${DEPLOYER}`;
const WRITES = ["create", "update", "patch", "delete"];

const api = suiteApi();
const opened: Api[] = [api];
let shipped: Shipped;
let charts: Workspace;
let home: string;
let kubeconfig: string;
let tenantAccount: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "roles-"));
  kubeconfig = writeKubeconfig(join(home, "kubeconfig"), inject("connection"));
  [shipped, charts] = await Promise.all([applyShipped(api), openWorkspace(ROOT, inject("helm"), process.env.PATH)]);
  tenantAccount = `system:serviceaccount:${shipped.platform.controlNamespace}:${TENANT_DEPLOYER}`;
  await useNamespace(api, OTHER);
}, 300_000);
afterAll(async () => {
  for (const one of opened) one.close();
  await charts.close();
  await rm(home, { recursive: true, force: true });
});

function as(user: string): Api {
  const one = suiteApi(user);
  opened.push(one);
  return one;
}

describe("the account that tenants' own releases are installed as", () => {
  it("may make all of a tenant, its owners' and its deployer's bindings included", async () => {
    const owners = Object.entries(OWNERS).map(([role, name]) => ({ kind: "User", name, role }));
    const values = await charts.valuesFile({ name: TENANT, owners });
    const ran = await charts.helm(["template", `${TENANT}-tenant`, "tenant", `--values=${values}`]);
    expect(ran.stderr).toBe("");
    const account = as(tenantAccount);
    const objects = manifestsIn(ran.stdout);
    // What the others stand in comes first, as Helm does it.
    for (const object of [...objects].sort((a, b) => Number(b.kind === "Namespace") - Number(a.kind === "Namespace")))
      await apply(account, object);
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["Namespace", "RoleBinding", "ServiceAccount"]),
    );
  });

  it("may hand out those roles and no others, and change none", async () => {
    const account = as(tenantAccount);
    const bind = (role: string): Manifest => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "more", namespace: TENANT },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: OWNERS.view }],
    });
    const { group } = shipped.platform;
    expect(await create(account, bind(`${group}:tenant-edit`), { dryRun: true })).toMatchObject({ accepted: true });
    // Its own is no gain to it: whoever holds rights may bind them.
    for (const role of ["cluster-admin", "admin", "edit"])
      expect(await create(account, bind(role), { dryRun: true }), role).toMatchObject({ accepted: false, code: 403 });
    for (const verb of [...WRITES, "escalate"])
      expect(await mayDo(api, tenantAccount, { verb, group: RBAC, resource: "clusterroles" }), verb).toBe(false);
    expect(await mayDo(api, tenantAccount, { verb: "get", group: "", resource: "secrets", namespace: TENANT })).toBe(
      false,
    );
  });
});

const RBAC = "rbac.authorization.k8s.io";

/** What nobody in a tenant may, wherever. */
function forbidden(group: string): Deed[] {
  const namespaces = [TENANT, OTHER, undefined];
  const everywhere = (deeds: readonly Omit<Deed, "namespace">[]) =>
    namespaces.flatMap((namespace) =>
      deeds.map((deed) => ({ ...deed, ...(namespace !== undefined && { namespace }) })),
    );
  return everywhere([
    ...WRITES.flatMap((verb) => [
      { verb, group: RBAC, resource: "clusterroles" },
      { verb, group: RBAC, resource: "clusterrolebindings" },
      { verb, group: RBAC, resource: "roles" },
      { verb, group: RBAC, resource: "rolebindings" },
      { verb, group: "", resource: "namespaces" },
      { verb, group: "", resource: "serviceaccounts" },
      { verb, group: "", resource: "resourcequotas" },
      { verb, group: "", resource: "limitranges" },
      { verb, group: "helm.toolkit.fluxcd.io", resource: "helmreleases" },
      { verb, group: "source.toolkit.fluxcd.io", resource: "helmcharts" },
      { verb, group: "kro.run", resource: "resourcegraphdefinitions" },
      { verb, group: "apiextensions.k8s.io", resource: "customresourcedefinitions" },
      { verb, group: "argoproj.io", resource: "applications" },
      { verb, group, resource: "tenants" },
    ]),
    { verb: "impersonate", group: "", resource: "users" },
    { verb: "impersonate", group: "", resource: "serviceaccounts" },
    { verb: "create", group: "", resource: "serviceaccounts/token" },
  ]);
}

async function allowed(user: string, deeds: readonly Deed[]): Promise<Deed[]> {
  const may = await Promise.all(deeds.map((deed) => mayDo(api, user, deed)));
  return deeds.filter((_deed, at) => may[at]);
}

describe("the account that instances' releases are installed as", () => {
  it("may nothing that reaches beyond its tenant or makes more rights", async () => {
    expect(await allowed(ACCOUNT, forbidden(shipped.platform.group))).toEqual([]);
    const abroad = WRITES.map((verb) => ({ verb, group: "", resource: "secrets", namespace: OTHER }));
    expect(await allowed(ACCOUNT, abroad)).toEqual([]);
  });

  it("may touch of our own kinds exactly those that charts render, one by one", async () => {
    const { group } = shipped.platform;
    const rendered = shipped.services
      .filter(isInstanceService)
      .flatMap(({ objects, schema }) => renderedKinds(objects, schema, shipped.platform).resources)
      .filter((one) => one.group === group)
      .map(({ resource }) => resource);
    const ours = shipped.applied.map(({ crd }) => crd.plural);
    for (const verb of WRITES) {
      const deeds = ours.map((resource) => ({ verb, group, resource, namespace: TENANT }));
      expect((await allowed(ACCOUNT, deeds)).map(({ resource }) => resource).sort(), verb).toEqual(
        [...new Set(rendered)].sort(),
      );
    }
    expect(await mayDo(api, ACCOUNT, { verb: "get", group, resource: "*", namespace: TENANT })).toBe(false);
  });

  it("is enough for every chart whose kinds are served here", async () => {
    const installed: string[] = [];
    for (const { name, objects } of shipped.services.filter(isInstanceService)) {
      const served = await Promise.all(objects.map(({ apiVersion, kind }) => api.kinds.find(apiVersion, kind)));
      if (served.includes(null)) continue;
      const values = { ...caseOf(chartNamed(charts, name), "minimal"), tenant: TENANT, name: "mine" };
      const ran = await installAs(ACCOUNT, {
        helm: inject("helm"),
        kubeconfig,
        home,
        namespace: TENANT,
        release: `mine-${name}`,
        chart: join(charts.folder, name),
        values,
      });
      expect(ran.stderr, name).not.toContain("forbidden");
      expect(ran.code, `${name}: ${ran.stderr}`).toBe(0);
      installed.push(name);
    }
    expect(installed).toEqual(expect.arrayContaining(["redis", "webapp"]));
  }, 180_000);

  const install = async (name: string, object: Manifest) =>
    installAs(ACCOUNT, {
      helm: inject("helm"),
      kubeconfig,
      home,
      namespace: TENANT,
      release: name,
      chart: await madeChartOf(home, name, object),
      values: {},
    });
  const configMap = (namespace: string): Manifest => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "left-here", namespace },
  });

  it("installs a chart that stays in its namespace", async () => {
    const ran = await install("stays", configMap(TENANT));
    expect(ran.stderr).toBe("");
    expect(ran.code).toBe(0);
    // Helm's own record was let in, too.
    const records = await list(
      api,
      { apiVersion: "v1", kind: "Secret" },
      { namespace: TENANT, labels: "owner=helm,name=stays" },
    );
    expect(records).toHaveLength(1);
  });

  it("fails a chart that renders an object into another namespace", async () => {
    const ran = await install("strays", configMap(OTHER));
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toMatch(
      new RegExp(`configmaps "left-here" is forbidden: User "${ACCOUNT}" cannot .* in the namespace "${OTHER}"`),
    );
  });

  it("fails a chart that renders a ClusterRole", async () => {
    const ran = await install("rules", {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: { name: "roles-everything" },
      rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
    });
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toMatch(/clusterroles\.rbac\.authorization\.k8s\.io "roles-everything" is forbidden/);
  });
});

describe("an owner", () => {
  for (const [role, user] of Object.entries(OWNERS)) {
    it(`who is ${role} may look at the tenant's instances, and writes neither them nor what they become`, async () => {
      const { group } = shipped.platform;
      expect(await allowed(user, forbidden(group))).toEqual([]);
      for (const { crd } of shipped.applied) {
        const at = { group, resource: crd.plural, namespace: TENANT };
        expect(await mayDo(api, user, { verb: "list", ...at })).toBe(true);
        expect(
          await allowed(
            user,
            WRITES.map((verb) => ({ verb, ...at })),
          ),
        ).toEqual([]);
        expect(
          await allowed(
            user,
            ["get", "list"].map((verb) => ({ verb, ...at, namespace: OTHER })),
          ),
        ).toEqual([]);
      }
      const release: Manifest = {
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        kind: "HelmRelease",
        metadata: { namespace: TENANT, name: "own" },
        spec: { interval: "5m", chartRef: { kind: "HelmChart", name: "webapp" } },
      };
      expect(await tryApply(as(user), release, { dryRun: true })).toMatchObject({ accepted: false, code: 403 });
    });
  }

  it("reads Secrets as edit and admin, and not as view", async () => {
    const may = (user: string) => mayDo(api, user, { verb: "get", group: "", resource: "secrets", namespace: TENANT });
    expect([await may(OWNERS.admin), await may(OWNERS.edit), await may(OWNERS.view)]).toEqual([true, true, false]);
  });

  it("keeps credentials in Secrets, and neither an account's token nor a record of Helm's", async () => {
    const owner = as(OWNERS.edit);
    const secret = (more: Partial<Manifest>): Manifest => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace: TENANT, name: "mine" },
      ...more,
    });
    expect(await create(owner, secret({ stringData: { a: "b" } }), { dryRun: true })).toMatchObject({ accepted: true });
    const annotations = { "kubernetes.io/service-account.name": DEPLOYER };
    const named = { namespace: TENANT, name: "mine", annotations };
    const token = secret({ type: "kubernetes.io/service-account-token", metadata: named });
    const record = secret({
      type: "helm.sh/release.v1",
      metadata: { namespace: TENANT, name: "sh.helm.release.v1.mine-redis.v9" },
    });
    for (const [one, words] of [
      [token, "A Secret in a tenant can't hold an account's token"],
      [record, "Helm's own records are written by the tenant's deployer alone"],
    ] as const)
      expect(await create(owner, one, { dryRun: true })).toMatchObject({
        accepted: false,
        message: expect.stringContaining(words) as string,
      });
  });
});
