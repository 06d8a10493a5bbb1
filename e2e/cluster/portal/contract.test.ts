import { afterAll, beforeAll, inject } from "vitest";
import { clusterContract } from "@/tests/support/cluster/contract";
import { PLATFORM } from "@/tests/support/cluster/fake-world";
import { get } from "../api/objects";
import { until } from "../api/until";
import { suiteApi, useNamespace } from "../suite";
import { liveWorld } from "./live-world";
import { applyPlainKinds } from "./plain-kinds";

const api = suiteApi();

beforeAll(async () => {
  await applyPlainKinds(api, PLATFORM.group, ["Webapp", "Tenant"]);
  for (const name of ["acme", PLATFORM.namespaces.argocd, PLATFORM.controlNamespace]) await useNamespace(api, name);
  // Pods are refused until their namespace has its account.
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "acme" } };
  await until("acme has its account", () => get(api, account));
});
afterAll(() => api.close());

clusterContract("a real API server", () => liveWorld(api, inject("connection")));
