import type { JsonObject } from "@/lib/domain/json";
import { definitionsNameOf } from "@/lib/domain/names";
import { cloneUrl } from "../sources";
import { PROJECT_PREFIX } from "../tenant-graph";
import { type ArgocdPlatform, THIS_CLUSTER, tenantsProject } from "./projects";

/** What holds an Application until everything that it deployed is gone. */
const HOLD = "resources-finalizer.argocd.argoproj.io";

/**
 * How every Application syncs. Server-side apply, because typed definitions have defaults that a client-side diff would
 * call drift; no server-side *diff*, with which an update that the API refuses shows as synced and healthy. The retry takes new commits, or a fix would wait for the
 * old commit's retries, and never gives up, or what was repaired later would stay broken.
 */
const SYNC = {
  automated: { selfHeal: true },
  syncOptions: ["ServerSideApply=true"],
  retry: { limit: -1, refresh: true, backoff: { duration: "5s", factor: 2, maxDuration: "15s" } },
} satisfies JsonObject;

/**
 * Keeps what lies under definitions/ in the cluster, so that a merged service rolls out. It has no finalizer: taking it
 * away leaves the definitions, and with them every instance.
 */
export function definitionsApplication(platform: ArgocdPlatform): JsonObject {
  const { controlNamespace, namespaces, branch, platformRepository } = platform;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: definitionsNameOf(platform), namespace: namespaces.argocd, labels: labels(platform) },
    spec: {
      project: definitionsNameOf(platform),
      source: {
        repoURL: cloneUrl(platform, platformRepository),
        targetRevision: branch,
        path: "definitions",
        directory: { recurse: false },
      },
      destination: { server: THIS_CLUSTER, namespace: controlNamespace },
      syncPolicy: {
        ...SYNC,
        automated: { prune: true, ...SYNC.automated },
        syncOptions: ["ServerSideApply=true", "CreateNamespace=true"],
      },
    },
  };
}

/**
 * One Application for each tenant and for each instance, from the folders of the releases repository (argoproj.io/v1alpha1
 * ApplicationSet, git generator over directories: the one over files stops for everyone at one file that it can't parse).
 * Nothing is pruned: what is deleted goes with its Application, and an emptied manifest must not delete a database. (Without
 * `allowEmpty` Argo CD begins no such sync, but one that it retries takes the empty file and prunes.)
 * Everything in an Application comes from its path. A name is the path's segments joined by dots, which no segment has,
 * so no two paths share one.
 */
export function applicationSets(platform: ArgocdPlatform): JsonObject[] {
  const { controlNamespace } = platform;
  const tenant = "{{index .path.segments 0}}";
  return [
    applicationSet(platform, "tenants", "*", {
      name: tenant,
      project: tenantsProject(platform),
      namespace: controlNamespace,
    }),
    applicationSet(platform, "instances", "*/*/*", {
      name: `${tenant}.{{index .path.segments 1}}.{{index .path.segments 2}}`,
      project: `${PROJECT_PREFIX}${tenant}`,
      namespace: tenant,
    }),
  ];
}

function applicationSet(
  platform: ArgocdPlatform,
  what: string,
  folders: string,
  { name, project, namespace }: { name: string; project: string; namespace: string },
): JsonObject {
  const { controlNamespace, namespaces, branch, releasesRepository } = platform;
  const repoURL = cloneUrl(platform, releasesRepository);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: {
      name: `${controlNamespace}.${what}`,
      namespace: namespaces.argocd,
      labels: labels(platform),
      // Deleting an ApplicationSet deletes its Applications and all that they deployed.
      annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" },
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [
        { git: { repoURL, revision: branch, directories: [{ path: folders }], requeueAfterSeconds: REQUEUE } },
      ],
      template: {
        metadata: { name, labels: labels(platform), finalizers: [HOLD] },
        spec: {
          project,
          source: {
            repoURL,
            targetRevision: branch,
            path: "{{.path.path}}",
            // Nothing else in the folder is read, whatever it is.
            directory: { recurse: false, include: "manifest.yaml" },
          },
          destination: { server: THIS_CLUSTER, namespace },
          syncPolicy: SYNC,
        },
      },
    },
  };
}

/** Seconds between two looks for new folders. */
const REQUEUE = 30;

function labels({ controlNamespace }: ArgocdPlatform): JsonObject {
  return { "app.kubernetes.io/part-of": controlNamespace };
}
