import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPlatform } from "@/lib/cli/charts/with-charts";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Workspace } from "@/lib/helm/workspace";
import { at, caseOf, chartNamed, documents, FETCHING_HELM, openCharts, ROOT, render, word } from "./charts";

const { platform } = await readPlatform(ROOT);
if (platform === null) throw new Error("platform.yaml can't be read");
const roles = documents(await readFile(join(ROOT, "definitions/cluster-roles.yaml"), "utf8"));

const words = (value: JsonValue | undefined) => (Array.isArray(value) ? value.map(word) : []);

/** Everything that one of the roles allows, one line each: role, verb, API group, resource. */
const grants = roles.flatMap((role) => {
  const rules = Array.isArray(role.rules) ? role.rules : [];
  return rules.flatMap((rule) =>
    words(at(rule, "verbs")).flatMap((verb) =>
      words(at(rule, "apiGroups")).flatMap((group) =>
        words(at(rule, "resources")).map((resource) => ({ role: nameOf(role), verb, group, resource })),
      ),
    ),
  );
});
const writes = grants.filter(({ verb }) => !["get", "list", "watch"].includes(verb));

function nameOf(document: JsonObject): string {
  return word(at(document, "metadata", "name"));
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openCharts();
}, FETCHING_HELM);
afterAll(() => workspace.close());

describe("the ClusterRoles that a platform applies for tenants' owners", () => {
  it("are exactly those that charts/tenant binds, in the tenant's namespace alone", async () => {
    const rendered = await render(workspace, "tenant", caseOf(chartNamed(workspace, "tenant"), "everything"));
    const bindings = rendered.filter((document) => at(document, "roleRef", "kind") === "ClusterRole");
    expect(new Set(bindings.map(({ kind }) => kind))).toEqual(new Set(["RoleBinding"]));
    // The deployer's is bound beside them, and compiled from what charts render.
    const bound = bindings
      .map((binding) => word(at(binding, "roleRef", "name")))
      .filter((name) => !name.endsWith(":deployer"));
    expect(bound.sort()).toEqual(roles.map(nameOf).sort());
    expect(bindings).toHaveLength(roles.length + 1);
  });

  it("are plain: no aggregation by which a controller could add to them, and no wildcard but what there is of ours to read", () => {
    expect(grants.length).toBeGreaterThan(100);
    for (const role of roles) {
      expect(role.kind).toBe("ClusterRole");
      expect(role.aggregationRule).toBeUndefined();
      expect(JSON.stringify(role.metadata)).not.toContain("aggregate");
      expect(JSON.stringify(role)).not.toContain("nonResourceURLs");
    }
    const wild = grants.filter(({ verb, group, resource }) => `${verb}${group}${resource}`.includes("*"));
    expect(new Set(wild.map(({ verb, group, resource }) => `${verb} ${group} ${resource}`))).toEqual(
      new Set(["get", "list", "watch"].map((verb) => `${verb} ${platform.group} *`)),
    );
  });

  it("write nothing that Git writes", () => {
    expect(new Set(writes.map(({ group, verb, resource }) => `${group} ${verb} ${resource}`))).toEqual(
      new Set([
        " delete pods",
        " create pods/exec",
        " create pods/portforward",
        " create secrets",
        " update secrets",
        " patch secrets",
      ]),
    );
    const resources = writes.map(({ resource }) => resource).join(" ");
    expect(resources).not.toMatch(/networkpolic|quota|limitrange|role|namespace|serviceaccount|\*/);
    expect(writes.filter(({ group }) => group === platform.group || group.includes("toolkit.fluxcd.io"))).toEqual([]);
  });

  it("make nobody more than they are", () => {
    const verbs = new Set(grants.map(({ verb }) => verb));
    for (const verb of ["escalate", "bind", "impersonate", "deletecollection", "*"]) expect(verbs).not.toContain(verb);
  });

  it("show no Secret to those who only look", () => {
    const seeing = new Set(grants.flatMap(({ role, resource }) => (resource === "secrets" ? [role] : [])));
    expect([...seeing].sort()).toEqual(["admin", "edit"].map((role) => `${platform.group}:tenant-${role}`));
  });
  it("meet a fence around Secrets in exactly the namespaces that charts/tenant makes, with the deployer that it makes", async () => {
    const rendered = await render(workspace, "tenant", caseOf(chartNamed(workspace, "tenant"), "minimal"));
    const fence = documents(await readFile(join(ROOT, "definitions/secret-fence.yaml"), "utf8"));
    const labels = at(
      rendered.find(({ kind }) => kind === "Namespace"),
      "metadata",
      "labels",
    );
    const key = at(fence[1], "spec", "matchResources", "namespaceSelector", "matchExpressions", 0, "key");
    expect(labels).toHaveProperty([word(key)]);
    expect(rendered.filter(({ kind }) => kind === "ServiceAccount").map(nameOf)).toEqual(["deployer"]);
    expect(word(at(fence[0], "spec", "validations", 1, "expression"))).toContain(":deployer'");
  });
});
