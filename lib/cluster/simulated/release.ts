import { hexOf } from "@/lib/domain/fingerprint";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { instanceUid } from "./instance";
import { FAREWELL, STEP } from "./moment";
import { before, condition, exists, generationOf, metadata, reached, type Scene, stepTime } from "./scene";

/** Flux's HelmRelease, or null before KRO made it and after Helm has uninstalled it. `inventory` names what the release installed. */
export function release(scene: Scene, inventory: KubernetesObject[]): KubernetesObject | null {
  if (!exists(scene, STEP.releaseStarted, FAREWELL.releaseGone)) return null;
  const { desired, platform, target } = scene;
  const name = scene.release;
  return {
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: {
      ...metadata(scene, {
        kind: "HelmRelease",
        name,
        namespace: scene.home,
        born: STEP.releaseStarted,
        leaves: FAREWELL.release,
        generation: generationOf(scene, STEP.releaseStarted),
      }),
      labels: {
        "app.kubernetes.io/managed-by": "kro",
        "kro.run/instance-id": instanceUid(scene),
        "kro.run/instance-name": scene.name,
        "kro.run/node-id": "release",
      },
    },
    spec: {
      interval: "10m",
      releaseName: name,
      chartRef: { kind: "HelmChart", name: desired.service.name, namespace: platform.controlNamespace },
      ...(target.type === "instance" ? { serviceAccountName: "deployer" } : {}),
      values: desired.values,
    },
    status: statusOf(scene, name, inventory),
  };
}

function statusOf(scene: Scene, name: string, inventory: KubernetesObject[]): JsonObject {
  const { chartVersion } = scene.desired.service;
  const generation = generationOf(scene, STEP.releaseStarted);
  const done = before(scene, STEP.releaseStarted) || reached(scene, STEP.released);
  const action = generation > 1 ? "upgrade" : "install";
  const chart = `${scene.desired.service.name}@${chartVersion}`;
  const succeeded = {
    status: "True",
    reason: action === "install" ? "InstallSucceeded" : "UpgradeSucceeded",
    message: `Helm ${action} succeeded for release ${scene.home}/${name}.v${generation} with chart ${chart}`,
  } as const;
  const running = {
    status: "Unknown",
    reason: "Progressing",
    message: `Running '${action}' action with timeout of 5m0s`,
  } as const;
  const step = done ? STEP.released : STEP.releaseStarted;
  const conditions = [condition(scene, step, { type: "Ready", ...(done ? succeeded : running) }, generation)];
  if (done) conditions.push(condition(scene, step, { type: "Released", ...succeeded }, generation));
  else conditions.unshift(condition(scene, step, { type: "Reconciling", ...running, status: "True" }, generation));
  const entry = (version: number, status: string, deployed: string): JsonObject => ({
    name,
    namespace: scene.namespace,
    version,
    status,
    chartName: scene.desired.service.name,
    chartVersion,
    firstDeployed: stepTimeOfFirst(scene),
    lastDeployed: deployed,
    configDigest: `sha256:${hexOf(`${scene.path} ${version}`, 40)}`,
  });
  const now = stepTime(scene, STEP.releaseStarted);
  const history = done
    ? [entry(generation, "deployed", now)]
    : [
        entry(generation, `pending-${action}`, now),
        ...(generation > 1 ? [entry(1, "deployed", stepTimeOfFirst(scene))] : []),
      ];
  return {
    observedGeneration: generation,
    lastAttemptedGeneration: generation,
    lastAttemptedRevision: chartVersion,
    lastAttemptedReleaseAction: action,
    conditions,
    history,
    inventory: { entries: inventory.map(inventoryEntry) },
  };
}

function stepTimeOfFirst(scene: Scene): string {
  return new Date(scene.moment.created + STEP.releaseStarted * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** An object as Flux's inventory writes it: `<namespace>_<name>_<group>_<kind>`. */
function inventoryEntry(object: KubernetesObject): JsonObject {
  const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
  return {
    id: `${object.metadata.namespace ?? ""}_${object.metadata.name}_${group ?? ""}_${object.kind}`,
    v: version ?? "",
  };
}
