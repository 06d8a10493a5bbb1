import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { uidOf } from "./hash";
import { FAREWELL, STEP } from "./moment";
import { before, condition, exists, generationOf, metadata, reached, type Scene } from "./scene";

/** The uid of the custom resource: KRO's labels on what it makes carry it. */
export function instanceUid(scene: Scene): string {
  return uidOf(`${scene.path} ${scene.desired.service.kind} ${scene.name}`);
}

/** The custom resource with KRO's status, or null before Argo CD applied it and after it is gone. */
export function instance(scene: Scene): KubernetesObject | null {
  if (!exists(scene, STEP.synced, FAREWELL.instanceGone)) return null;
  const { desired, platform, target } = scene;
  const values: JsonObject = { ...desired.values, name: scene.name };
  if (target.type === "instance") values.tenant = target.tenant;
  return {
    apiVersion: `${platform.group}/${platform.version}`,
    kind: desired.service.kind,
    metadata: {
      ...metadata(scene, {
        kind: desired.service.kind,
        name: scene.name,
        namespace: scene.home,
        born: STEP.synced,
        leaves: FAREWELL.instance,
        generation: generationOf(scene, STEP.synced),
      }),
      labels: { "kro.run/owned": "true", "kro.run/resource-graph-definition-name": desired.service.name },
    },
    spec: { values },
    ...(statusOf(scene) ?? {}),
  };
}

/** KRO's status; nothing before KRO first looked at a new resource. */
function statusOf(scene: Scene): { status: JsonObject } | null {
  const { chapter, elapsed } = scene.moment;
  if (chapter === "create" && elapsed < STEP.accepted) return null;
  const observed = generationOf(scene, STEP.accepted);
  const leaving = chapter === "delete" && elapsed >= FAREWELL.instance;
  const active = before(scene, STEP.accepted) || reached(scene, STEP.active);
  const ready = leaving ? "UnderDeletion" : active ? "AllResourcesReady" : "NotReady";
  const message = leaving
    ? "resources are being deleted"
    : active
      ? "all resources are created and ready"
      : 'awaiting resource readiness: gating resource "release" not ready: readyWhen evaluated to false';
  const status = active && !leaving ? "True" : "False";
  return {
    status: {
      state: leaving ? "DELETING" : active ? "ACTIVE" : "IN_PROGRESS",
      conditions: [
        condition(
          scene,
          STEP.accepted,
          { type: "InstanceManaged", status: "True", reason: "Managed", message: "instance is properly managed" },
          observed,
        ),
        condition(
          scene,
          STEP.accepted,
          { type: "GraphResolved", status: "True", reason: "Resolved", message: "runtime graph is created" },
          observed,
        ),
        condition(
          scene,
          active ? STEP.active : STEP.accepted,
          { type: "ResourcesReady", status, reason: ready, message },
          observed,
        ),
        condition(
          scene,
          active ? STEP.active : STEP.accepted,
          {
            type: "Ready",
            status,
            reason: active && !leaving ? "Ready" : ready,
            message: active && !leaving ? "" : message,
          },
          observed,
        ),
      ],
    },
  };
}
