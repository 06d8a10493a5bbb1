import { describe, expect, it } from "vitest";
import { TENANT_ROLES } from "@/lib/domain/roles";
import { clusterRoles, rulesOf } from "./cluster-roles";
import type { Rule } from "./rule";

const GROUP = "services.example.org";
const MORE = [{ group: "postgresql.cnpg.io", resource: "clusters" }];
const can = (rules: Rule[], verb: string, resource: string, group = "") =>
  rules.some(
    (rule) => rule.apiGroups.includes(group) && rule.resources.includes(resource) && rule.verbs.includes(verb),
  );

describe("the roles of tenants' owners", () => {
  it("are one ClusterRole for each role of an owner, called after the platform's group", () => {
    const roles = clusterRoles(MORE, { group: GROUP, controlNamespace: "control" });
    expect(roles).toEqual(
      TENANT_ROLES.map((role) => ({
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { name: `${GROUP}:tenant-${role}`, labels: { "app.kubernetes.io/part-of": "control" } },
        rules: rulesOf(role, GROUP, MORE),
      })),
    );
  });

  it("grow with the role", () => {
    const [view, edit, admin] = TENANT_ROLES.map((role) => rulesOf(role, GROUP, MORE));
    expect(edit).toEqual(expect.arrayContaining(view ?? []));
    expect(admin).toEqual(expect.arrayContaining(edit ?? []));
  });

  it("let everybody see what runs and what limits it, and nobody who only looks a Secret or a shell", () => {
    const view = rulesOf("view", GROUP, MORE);
    expect(can(view, "get", "pods/log")).toBe(true);
    expect(can(view, "list", "deployments", "apps")).toBe(true);
    expect(can(view, "watch", "helmreleases", "helm.toolkit.fluxcd.io")).toBe(true);
    expect(can(view, "get", "clusters", "postgresql.cnpg.io")).toBe(true);
    for (const resource of ["secrets", "pods/exec", "pods/portforward"]) expect(can(view, "get", resource)).toBe(false);
    expect([...new Set(view.flatMap(({ verbs }) => verbs))].sort()).toEqual(["get", "list", "watch"]);
  });

  it("let developers restart a pod, look into it and keep credentials, and change nothing that runs", () => {
    const edit = rulesOf("edit", GROUP, MORE);
    expect(can(edit, "delete", "pods")).toBe(true);
    expect(can(edit, "create", "pods/exec")).toBe(true);
    expect(can(edit, "create", "secrets")).toBe(true);
    const writes = edit.flatMap(({ resources, verbs }) =>
      verbs.some((verb) => !["get", "list", "watch"].includes(verb)) ? resources : [],
    );
    expect(writes.sort()).toEqual(["pods", "pods/exec", "pods/portforward", "secrets"]);
    for (const verb of ["create", "update", "patch"]) expect(can(edit, verb, "pods")).toBe(false);
  });

  it("let admins also see who has which role", () => {
    expect(can(rulesOf("admin", GROUP, MORE), "list", "rolebindings", "rbac.authorization.k8s.io")).toBe(true);
    expect(can(rulesOf("edit", GROUP, MORE), "list", "rolebindings", "rbac.authorization.k8s.io")).toBe(false);
  });
});
