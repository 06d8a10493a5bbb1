import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import { childrenOf } from "@/lib/domain/composition";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { kindOf } from "@/lib/domain/service";
import type { Workspace } from "@/lib/helm/workspace";
import {
  applications,
  at,
  caseOf,
  chartNamed,
  documents,
  FETCHING_HELM,
  openCharts,
  ROOT,
  render,
  word,
} from "./charts";

const { platform } = await readPlatform(ROOT);
if (platform === null) throw new Error("platform.yaml can't be read");

let workspace: Workspace;
/** `postgres ci/everything.yaml` → its objects. */
const renderings = new Map<string, JsonObject[]>();
beforeAll(async () => {
  workspace = await openCharts();
  for (const chart of applications(workspace))
    for (const { file, values } of chart.cases) renderings.set(file, await render(workspace, chart.name, values));
}, FETCHING_HELM);
afterAll(() => workspace.close());

const objects = () => [...renderings].flatMap(([file, made]) => made.map((document) => ({ file, document })));
const ofKind = (file: string, kind: string) => renderings.get(file)?.filter((document) => document.kind === kind) ?? [];
const named = (some: JsonObject[], name: string) => some.find((one) => at(one, "metadata", "name") === name);

/** Lists are compared by what is in them. */
function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

describe("every chart", () => {
  it("brings a case with only what must be stated, and one with everything", () => {
    for (const chart of applications(workspace)) {
      expect(Object.keys(caseOf(chart, "minimal")).sort(), chart.name).toEqual(
        [...list(chart.schema?.required)].sort(),
      );
      const properties = isObject(chart.schema?.properties) ? Object.keys(chart.schema.properties) : [];
      const stated = properties.filter((key) => !["global", "lib"].includes(key));
      expect(Object.keys(caseOf(chart, "everything")).sort(), chart.name).toEqual(stated.sort());
    }
  });

  it("writes into its release's namespace only, and charts/tenant also into the one that it makes", () => {
    for (const { file, document } of objects()) {
      const namespaces = file.startsWith("charts/tenant/") ? [undefined, "example"] : ["acme"];
      expect(namespaces, `${file} ${word(document.kind)}`).toContain(at(document, "metadata", "namespace"));
    }
  });

  it("renders no cluster-wide object but a tenant's namespace", () => {
    const wide = objects().filter(({ document }) => at(document, "metadata", "namespace") === undefined);
    expect(new Set(wide.map(({ document }) => document.kind))).toEqual(new Set(["Namespace"]));
  });

  it("labels every object with its chart and release", () => {
    for (const { file, document } of objects())
      expect(at(document, "metadata", "labels"), file).toMatchObject({ "app.kubernetes.io/name": file.split("/")[1] });
  });

  it("says in the size's description what the size really gives", async () => {
    // A composite's parts have sizes of their own.
    const sized = applications(workspace).filter(({ schema }) => at(schema ?? {}, "properties", "size") !== undefined);
    expect(sized.length).toBeGreaterThanOrEqual(4);
    for (const chart of sized) {
      const description = word(at(chart.schema ?? {}, "properties", "size", "description"));
      const promised = [...description.matchAll(/(small|medium|large) ([\d.]+) CPU and (\d+) (MiB|GiB)/g)];
      expect(promised, chart.name).toHaveLength(3);
      for (const [, size = "", cpu = "", memory = "", unit = ""] of promised) {
        const found = (await render(workspace, chart.name, { ...caseOf(chart, "minimal"), size })).flatMap(limitsOf);
        const cores = (text: JsonValue | undefined) =>
          word(text).endsWith("m") ? Number.parseInt(word(text)) / 1000 : Number(text);
        expect(
          found.map((limits) => [cores(limits.cpu), limits.memory]),
          `${chart.name} ${size}`,
        ).toEqual([[Number(cpu), `${memory}${unit.replace("B", "")}`]]);
      }
    }
  });
});

/** The limits that an object sets: a quota's, a database cluster's, a pod's container. */
function limitsOf(document: JsonObject): JsonObject[] {
  const quota = at(document, "spec", "hard");
  if (isObject(quota)) return [{ cpu: quota["limits.cpu"] ?? null, memory: quota["limits.memory"] ?? null }];
  const containers = list(at(document, "spec", "template", "spec", "containers"));
  return [document.spec, ...containers].flatMap((one) => {
    const limits = at(one, "resources", "limits");
    return isObject(limits) ? [limits] : [];
  });
}

describe("restricted Pod Security", () => {
  const pods = () =>
    objects().flatMap(({ file, document }) => {
      const spec = at(document, "spec", "template", "spec");
      return isObject(spec) ? [{ file, spec }] : [];
    });

  it("holds for every pod that a chart renders", () => {
    expect(pods().length).toBeGreaterThanOrEqual(5);
    for (const { file, spec } of pods()) {
      expect(spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC ?? false, file).toBe(false);
      expect(at(spec, "securityContext"), file).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(at(spec, "securityContext", "runAsUser"), file).not.toBe(0);
      for (const volume of list(spec.volumes))
        expect(["configMap", "emptyDir", "secret", "projected", "persistentVolumeClaim"], file).toContain(
          Object.keys(isObject(volume) ? volume : {}).find((key) => key !== "name"),
        );
    }
  });

  it("holds for every container", () => {
    for (const { file, spec } of pods())
      for (const container of [...list(spec.containers), ...list(spec.initContainers)]) {
        expect(at(container, "securityContext"), file).toEqual({
          allowPrivilegeEscalation: false,
          privileged: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ["ALL"] },
          seccompProfile: { type: "RuntimeDefault" },
        });
        for (const port of list(at(container, "ports"))) expect(at(port, "hostPort"), file).toBeUndefined();
      }
  });

  it("gives no pod a token for the API server", () => {
    for (const { file, spec } of pods()) expect(spec.automountServiceAccountToken, file).toBe(false);
  });
});

describe("a tenant", () => {
  const file = "charts/tenant/ci/everything.yaml";

  it("enforces restricted Pod Security in its namespace", () => {
    const [namespace] = ofKind(file, "Namespace");
    expect(at(namespace, "metadata", "labels", "pod-security.kubernetes.io/enforce")).toBe("restricted");
  });

  it("can't take a reserved name, not even past the schema", async () => {
    const values = caseOf(chartNamed(workspace, "tenant"), "minimal");
    for (const name of ["kube-system", "default", platform.controlNamespace, platform.namespaces.argocd])
      await expect(render(workspace, "tenant", { ...values, name })).rejects.toThrow(`name "${name}" is reserved`);
  });

  it("has quotas, which allow neither load balancers nor node ports", () => {
    const [quota] = ofKind(file, "ResourceQuota");
    expect(at(quota, "spec", "hard")).toMatchObject({
      "services.loadbalancers": "0",
      "services.nodeports": "0",
      "limits.cpu": "12",
    });
    expect(ofKind(file, "LimitRange")).toHaveLength(1);
  });

  it("lets nothing pass but DNS, its own pods and the ingress controller", () => {
    const names = (name: string) => ofKind(name, "NetworkPolicy").map((policy) => at(policy, "metadata", "name"));
    expect(names("charts/tenant/ci/minimal.yaml").sort()).toEqual(
      ["allow-dns", "allow-ingress-controller", "allow-own-namespace", "default-deny"].sort(),
    );
    expect(names(file)).toContain("allow-internet");
    const deny = named(ofKind(file, "NetworkPolicy"), "default-deny");
    expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    const ingress = named(ofKind(file, "NetworkPolicy"), "allow-ingress-controller");
    expect(JSON.stringify(ingress?.spec)).toContain('"kubernetes.io/metadata.name":"edge"');
  });

  it("binds its owners to the platform's own roles, never to Kubernetes' built-in ones", () => {
    const bindings = ofKind(file, "RoleBinding").filter((one) =>
      word(at(one, "metadata", "name")).startsWith("owners-"),
    );
    expect(bindings.map((binding) => at(binding, "roleRef", "name")).sort()).toEqual(
      ["admin", "edit", "view"].map((role) => `${platform.group}:tenant-${role}`),
    );
    expect(named(bindings, "owners-edit")?.subjects).toEqual([
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "dev:developers" },
    ]);
  });

  it("is never owned by one of Kubernetes' own groups, such as everybody, also past the schema", async () => {
    const owners = [{ kind: "Group", name: "system:authenticated", role: "view" }];
    const file = await workspace.valuesFile({ name: "example", owners });
    const ran = await workspace.helm(["template", "x", "tenant", `--values=${file}`, "--skip-schema-validation"]);
    expect(ran.stderr).toContain('"system:authenticated" is Kubernetes'.slice(1));
  });

  it("lets its deployer make every kind that a service renders, and nothing that sets the tenant's limits", async () => {
    const binding = named(ofKind(file, "RoleBinding"), "deployer");
    const deployers = documents(await readFile(join(ROOT, "definitions/deployers.yaml"), "utf8"));
    const role = named(deployers, word(at(binding, "roleRef", "name")));
    const writable = list(role?.rules).flatMap((rule) =>
      list(at(rule, "verbs")).includes("create")
        ? list(at(rule, "resources")).map((resource) => `${word(list(at(rule, "apiGroups"))[0])}/${word(resource)}`)
        : [],
    );
    const children = workspace.charts.flatMap(({ schema }) => childrenOf(schema ?? {}));
    const told = new Map(children.map(({ service, resource }) => [kindOf(service), resource]));
    const plural = (kind: string) => told.get(kind) ?? guessed(kind);
    const guessed = (kind: string) => kind.toLowerCase().replace(/y$/, "ie").replace(/ss$/, "sse").concat("s");
    for (const { file: from, document } of objects().filter((one) => !one.file.startsWith("charts/tenant/"))) {
      const [group, version] = word(document.apiVersion).split("/");
      expect(writable, from).toContain(`${version === undefined ? "" : (group ?? "")}/${plural(word(document.kind))}`);
    }
    // Of our own kinds the children of composites alone, one by one.
    expect(writable.filter((one) => one.startsWith(platform.group)).sort()).toEqual(
      [...new Set(told.values())].map((resource) => `${platform.group}/${resource}`).sort(),
    );
    expect(writable.join(" ")).not.toMatch(/role|quota|limitrange|namespace|serviceaccount|toolkit|\*/);
  });
});

describe("a web app", () => {
  const file = "charts/webapp/ci/everything.yaml";

  it("has its address below the tenant's domain, whatever subdomain is asked for", () => {
    const [ingress] = ofKind(file, "Ingress");
    expect(at(ingress, "spec", "rules", 0, "host")).toBe(`www.acme.${platform.baseDomain}`);
    expect(ofKind("charts/webapp/ci/minimal.yaml", "Ingress")).toEqual([]);
  });

  it("leaves the number of copies to the autoscaler when that is on", () => {
    expect(at(ofKind(file, "Deployment")[0], "spec", "replicas")).toBeUndefined();
    expect(at(ofKind("charts/webapp/ci/minimal.yaml", "Deployment")[0], "spec", "replicas")).toBe(2);
    expect(ofKind(file, "HorizontalPodAutoscaler")).toHaveLength(1);
  });

  it("is reached through a cluster-internal service only", () => {
    for (const name of renderings.keys())
      for (const service of ofKind(name, "Service")) expect(at(service, "spec", "type"), name).toBe("ClusterIP");
  });

  it("refuses two variables of one name, which the API server would merge silently", async () => {
    const values = caseOf(chartNamed(workspace, "webapp"), "minimal");
    const twice = { ...values, env: [{ name: "A", value: "1" }], secretEnv: [{ name: "A", secret: "s", key: "k" }] };
    await expect(render(workspace, "webapp", twice)).rejects.toThrow('the variable "A" is set twice');
  });
});

describe("a Postgres", () => {
  it("lets the operator reach its pods, and its pods the API server", () => {
    const [policy] = ofKind("charts/postgres/ci/minimal.yaml", "NetworkPolicy");
    expect(at(policy, "spec", "podSelector", "matchLabels")).toEqual({ "cnpg.io/cluster": "x-postgres" });
    expect(JSON.stringify(at(policy, "spec", "ingress"))).toContain(
      `"kubernetes.io/metadata.name":"${platform.namespaces.postgresOperator}"`,
    );
    expect(JSON.stringify(at(policy, "spec", "egress"))).toContain(`"cidr":"${platform.apiServerCidr}"`);
  });

  it("backs up only where it is asked to, with the credentials of the tenant's Secret", () => {
    expect(ofKind("charts/postgres/ci/minimal.yaml", "ScheduledBackup")).toEqual([]);
    expect(at(ofKind("charts/postgres/ci/minimal.yaml", "Cluster")[0], "spec", "plugins")).toBeUndefined();
    const [store] = ofKind("charts/postgres/ci/everything.yaml", "ObjectStore");
    expect(at(store, "spec", "configuration", "s3Credentials", "accessKeyId")).toEqual({
      name: "backup-credentials",
      key: "ACCESS_KEY_ID",
    });
    expect(at(store, "spec", "retentionPolicy")).toBe("14d");
    expect(at(ofKind("charts/postgres/ci/everything.yaml", "ScheduledBackup")[0], "spec", "schedule")).toBe(
      "0 30 1 * * 0",
    );
  });

  it("refuses names that PostgreSQL keeps for itself, also past the schema", async () => {
    const values = caseOf(chartNamed(workspace, "postgres"), "minimal");
    const taken: JsonObject[] = [{ name: "postgres" }, { owner: "pg_app" }];
    for (const database of taken) {
      const file = await workspace.valuesFile({ ...values, database });
      const ran = await workspace.helm(["template", "x", "postgres", `--values=${file}`, "--skip-schema-validation"]);
      expect(ran.stderr).toContain("is PostgreSQL's own; choose another");
    }
  });

  it("waits for a second copy only when there is one", async () => {
    const values = caseOf(chartNamed(workspace, "postgres"), "minimal");
    const [alone] = (await render(workspace, "postgres", { ...values, synchronous: true })).filter(
      ({ kind }) => kind === "Cluster",
    );
    expect(at(alone, "spec", "postgresql", "synchronous")).toBeUndefined();
  });
});

describe("a full stack", () => {
  const file = "charts/full-stack/ci/minimal.yaml";
  const asked = (from: JsonObject[], kind: string) =>
    at(
      from.find((one) => one.kind === kind),
      "spec",
      "values",
    );

  it("is a web app and a database, each deployed by its own definition under a name of its own", () => {
    for (const [kind, name] of [
      ["Webapp", "shop-web"],
      ["Postgres", "shop-database"],
    ] as const) {
      const [child] = ofKind(file, kind);
      expect(child?.apiVersion).toBe(`${platform.group}/${platform.version}`);
      expect(at(child, "metadata")).toMatchObject({ name, namespace: "acme" });
      // As their admission policies want it: the namespace counts, not what the values say.
      expect(at(child, "spec", "values")).toMatchObject({ name, tenant: "acme" });
    }
    expect(renderings.get(file)).toHaveLength(2);
  });

  it("tells the web app its database's address, with the login that the operator keeps in a Secret", () => {
    const [web] = ofKind(file, "Webapp");
    const secret = "shop-database-postgres-app";
    expect(at(web, "spec", "values", "secretEnv")).toEqual([{ name: "DATABASE_URL", secret, key: "uri" }]);
    const [other] = ofKind("charts/full-stack/ci/everything.yaml", "Webapp");
    expect(at(other, "spec", "values", "secretEnv")).toEqual([
      { name: "PAYMENT_KEY", secret: "payment", key: "key" },
      { name: "SHOP_DATABASE", secret, key: "uri" },
    ]);
  });

  it("leaves that to the web app where it sets the variable itself, or where none is wanted", async () => {
    const minimal = caseOf(chartNamed(workspace, "full-stack"), "minimal");
    const web = { image: "a:1", env: [{ name: "DATABASE_URL", value: "elsewhere" }] };
    for (const values of [
      { ...minimal, web },
      { ...minimal, databaseVariable: "" },
    ])
      expect(list(at(asked(await render(workspace, "full-stack", values), "Webapp"), "secretEnv"))).toEqual([]);
  });

  it("refuses one variable too many, which its web app would refuse later", async () => {
    const minimal = caseOf(chartNamed(workspace, "full-stack"), "minimal");
    const secretEnv = Array.from({ length: 100 }, (_, at) => ({ name: `V${at}`, secret: "s", key: "k" }));
    const full = { ...minimal, web: { image: "a:1", secretEnv } };
    await expect(render(workspace, "full-stack", full)).rejects.toThrow(
      'there is no room for the variable "DATABASE_URL"',
    );
  });

  it("hands numbers and texts on as they are, also those that YAML's readers trip over", async () => {
    const minimal = caseOf(chartNamed(workspace, "full-stack"), "minimal");
    const value = '\u007f\u0080\u0007 \\ " \\" \\u0080 {{ x }} \u2028 <&> \u{1f600}';
    const web = {
      image: "a:1",
      runAsUser: 2_147_483_647,
      env: [
        { name: "A", value },
        { name: "B", value: "12:30" },
      ],
    };
    const got = asked(await render(workspace, "full-stack", { ...minimal, web }), "Webapp");
    expect(got).toMatchObject(web);
  });
});

describe("a Redis", () => {
  it("keeps data on a volume, unless it is a pure cache", () => {
    const [kept] = ofKind("charts/redis/ci/minimal.yaml", "StatefulSet");
    const [cache] = ofKind("charts/redis/ci/cache-only.yaml", "StatefulSet");
    expect(list(at(kept, "spec", "volumeClaimTemplates"))).toHaveLength(1);
    expect(at(cache, "spec", "volumeClaimTemplates")).toBeUndefined();
  });

  it("is not kept from its mend by a pod that can't start, and has time to write its data before it stops", () => {
    const [set] = ofKind("charts/redis/ci/minimal.yaml", "StatefulSet");
    expect(at(set, "spec", "podManagementPolicy")).toBe("Parallel");
    expect(at(set, "spec", "template", "spec", "terminationGracePeriodSeconds")).toBe(120);
  });

  it("has a password of 32 letters and digits, a new one for each new release", async () => {
    const values = caseOf(chartNamed(workspace, "redis"), "minimal");
    const password = async () => {
      const [secret] = (await render(workspace, "redis", values)).filter(({ kind }) => kind === "Secret");
      return Buffer.from(word(at(secret, "data", "password")), "base64").toString();
    };
    const [first, second] = [await password(), await password()];
    expect(first).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(second).not.toBe(first);
  });

  it("takes its password from the Secret that is named, and makes none of its own then", async () => {
    const objects = await render(workspace, "redis", caseOf(chartNamed(workspace, "redis"), "everything"));
    expect(objects.filter(({ kind }) => kind === "Secret")).toEqual([]);
    const set = objects.find(({ kind }) => kind === "StatefulSet");
    const variables = list(at(set, "spec", "template", "spec", "containers", 0, "env"));
    expect(variables.map((one) => at(one, "valueFrom", "secretKeyRef"))).toEqual([
      { name: "sessions-password", key: "password" },
      { name: "sessions-password", key: "password" },
    ]);
  });
});
