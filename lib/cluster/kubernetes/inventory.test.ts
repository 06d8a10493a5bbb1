import { expect, it } from "vitest";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { inventoryOf } from "./inventory";

const release = (...ids: [id: string, version: string][]): KubernetesObject => ({
  apiVersion: "helm.toolkit.fluxcd.io/v2",
  kind: "HelmRelease",
  metadata: { name: "shop", uid: "1", creationTimestamp: "2026-03-01T09:00:00Z" },
  status: { inventory: { entries: ids.map(([id, v]) => ({ id, v })) } },
});

it("an inventory names each object with its API, also what lives in no namespace and what has colons in its name", () => {
  expect(
    inventoryOf(
      release(
        ["acme_shop-webapp_apps_Deployment", "v1"],
        ["acme_shop__Service", "v1"],
        ["_acme__Namespace", "v1"],
        ["acme_platform__tenant-view_rbac.authorization.k8s.io_RoleBinding", "v1"],
      ),
    ),
  ).toEqual([
    { apiVersion: "apps/v1", kind: "Deployment", name: "shop-webapp", namespace: "acme" },
    { apiVersion: "v1", kind: "Service", name: "shop", namespace: "acme" },
    { apiVersion: "v1", kind: "Namespace", name: "acme", namespace: "" },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      name: "platform:tenant-view",
      namespace: "acme",
    },
  ]);
});

it("an entry that is none, and a release without an inventory, name nothing", () => {
  expect(inventoryOf(release(["acme", "v1"], ["a_b", "v1"], ["acme___", ""]))).toEqual([]);
  expect(inventoryOf(null)).toEqual([]);
});
