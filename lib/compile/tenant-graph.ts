import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { kindOf, TENANT_SERVICE } from "@/lib/domain/service";
import type { Graph } from "./definition";
import { TENANT_DEPLOYER } from "./deployer";
import { cloneUrl } from "./sources";

/** The name of a tenant's Argo CD project. */
export const PROJECT_PREFIX = "tenant-";

/**
 * What a tenant's definition has beside its release: the Argo CD project that its instances belong to, which lets only
 * our own kinds into that tenant's namespace (argoproj.io/v1alpha1 AppProject). It is made here and not by the chart,
 * because it lies in Argo CD's namespace, which no release may enter.
 */
export function tenantGraph(platform: Platform): Graph {
  const { group, releasesRepository, namespaces } = platform;
  const project: JsonObject = {
    id: "project",
    template: {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AppProject",
      metadata: {
        name: `${PROJECT_PREFIX}\${schema.metadata.name}`,
        namespace: namespaces.argocd,
        // Without it the project would go before the applications in it, which then can't be deleted.
        finalizers: ["resources-finalizer.argocd.argoproj.io"],
      },
      spec: {
        description: "The instances of ${schema.metadata.name}",
        sourceRepos: [cloneUrl(platform, releasesRepository)],
        destinations: [{ server: "https://kubernetes.default.svc", namespace: "${schema.metadata.name}" }],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [{ group, kind: "*" }],
        namespaceResourceBlacklist: [{ group, kind: kindOf(TENANT_SERVICE) }],
      },
    },
  };
  // Behind the release, which takes the namespace with all data along: a Tenant that somebody deletes by hand then waits
  // at its project until its instances are gone.
  return { after: [project], serviceAccountName: TENANT_DEPLOYER };
}
