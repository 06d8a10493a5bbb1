import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { applicationNameOf } from "@/lib/domain/names";
import { FAREWELL, STEP, timeOf } from "./moment";
import { refusedStatus } from "./refused";
import { before, exists, metadata, reached, type Scene, stepTime } from "./scene";

/** Argo CD's Application of a target, or null before it is made and after it is gone. */
export function application(scene: Scene): KubernetesObject | null {
  if (!exists(scene, STEP.noticed, FAREWELL.applicationGone)) return null;
  const { desired, platform, target, moment } = scene;
  const old = before(scene, STEP.noticed);
  const revision = old ? scene.before : desired.commit;
  const synced = old || reached(scene, STEP.synced);
  const healthy = before(scene, STEP.synced) || reached(scene, STEP.active);
  const resource = {
    group: platform.group,
    version: platform.version,
    kind: desired.service.kind,
    namespace: scene.home,
    name: scene.name,
  };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: metadata(scene, {
      kind: "Application",
      name: applicationNameOf(target),
      namespace: "argocd",
      born: STEP.noticed,
      leaves: FAREWELL.application,
    }),
    spec: {
      project: target.tenant,
      source: {
        repoURL: `https://github.com/${platform.releasesRepository}`,
        path: scene.path.slice(0, scene.path.lastIndexOf("/")),
        targetRevision: platform.branch,
      },
      destination: { namespace: scene.home, server: "https://kubernetes.default.svc" },
    },
    status: refusedStatus(scene, resource, revision) ?? {
      sync: { status: synced ? "Synced" : "OutOfSync", revision },
      health: {
        status: healthy ? "Healthy" : "Progressing",
        lastTransitionTime: stepTime(scene, healthy ? STEP.active : STEP.synced),
      },
      reconciledAt: timeOf(old ? moment.created : moment.merged, Math.floor(moment.elapsed)),
      operationState: {
        phase: synced ? "Succeeded" : "Running",
        message: synced ? "successfully synced (all tasks run)" : "waiting for completion of sync",
        startedAt: stepTime(scene, STEP.noticed),
        ...(synced ? { finishedAt: stepTime(scene, STEP.synced) } : {}),
        syncResult: {
          revision,
          resources: synced
            ? [{ ...resource, status: "Synced", message: `${desired.service.kind}/${scene.name} serverside-applied` }]
            : [],
        },
      },
      resources: [{ ...resource, status: synced ? "Synced" : "OutOfSync" }],
    },
  };
}
