import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { DEPLOYER, TENANT_DEPLOYER } from "@/lib/compile/deployer";
import type { JsonObject } from "@/lib/domain/json";
import { isInstanceService, type Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { buildManifest } from "@/lib/manifest/build";
import { effectiveValues } from "@/lib/schema/values";
import { ROOT } from "../../harness/root";
import { manifestsIn } from "../api/apply-files";
import { apply, type Reference } from "../api/objects";
import { untilObject } from "../api/until";
import { applyShipped, namespaceOf, type Shipped } from "../definitions/shipped";
import { untilActive } from "../definitions/until-active";
import { valuesThatFit } from "../proof/fitting";
import { suiteApi, useNamespace } from "../suite";

const TENANT = "used-tenant";
const { services } = await readCatalog(ROOT);
const api = suiteApi();
let shipped: Shipped;
beforeAll(async () => {
  shipped = await applyShipped(api);
  await useNamespace(api, TENANT);
  await useNamespace(api, shipped.platform.namespaces.argocd);
}, 300_000);
afterAll(() => api.close());

function targetOf(service: Service): Target {
  return isInstanceService(service)
    ? { type: "instance", tenant: TENANT, service: service.name, name: "first" }
    : { type: "tenant", tenant: TENANT };
}

describe("the manifest that the portal writes", () => {
  for (const service of services)
    it(`becomes a release of ${service.name}, with the values that the form showed and installed as who it should be`, async () => {
      const { platform } = shipped;
      await untilActive(api, service.name);
      const stated = valuesThatFit(service.schema);
      const [manifest, ...others] = manifestsIn(buildManifest(platform, service.kind, targetOf(service), stated));
      if (!manifest) throw new Error("A manifest is one document.");
      expect(others).toEqual([]);
      await apply(api, manifest);

      const { name } = manifest.metadata;
      const namespace = namespaceOf(service, TENANT, platform);
      const release: Reference = {
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        kind: "HelmRelease",
        metadata: { namespace, name: `${name}-${service.name}` },
      };
      const { spec } = await untilObject(api, release, "is made by KRO", () => true);
      const identity: JsonObject = isInstanceService(service) ? { tenant: TENANT, name } : { name };
      expect(spec).toMatchObject({
        releaseName: `${name}-${service.name}`,
        serviceAccountName: isInstanceService(service) ? DEPLOYER : TENANT_DEPLOYER,
        chartRef: { kind: "HelmChart", name: service.name, namespace: platform.controlNamespace },
      });
      expect(spec?.values).toEqual(effectiveValues(service.schema, { ...stated, ...identity }));
      const state = await untilObject(
        api,
        manifest,
        "waits for its release",
        ({ status }) => status?.state === "IN_PROGRESS",
      );
      expect(state.metadata.name).toBe(name);
    });

  it("of a tenant makes its Argo CD project, which lets its instances alone into its namespace", async () => {
    const { platform } = shipped;
    const project = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AppProject",
      metadata: { namespace: platform.namespaces.argocd, name: `tenant-${TENANT}` },
    };
    const { spec } = await untilObject(api, project, "is made by KRO", () => true);
    expect(spec).toMatchObject({
      destinations: [{ namespace: TENANT, server: "https://kubernetes.default.svc" }],
      namespaceResourceWhitelist: [{ group: platform.group, kind: "*" }],
      namespaceResourceBlacklist: [{ group: platform.group, kind: "Tenant" }],
    });
  });
});
