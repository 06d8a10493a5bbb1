import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { FAREWELL, STEP } from "./moment";
import { exists, metadata, type Scene } from "./scene";

/** What fences a tenant in: kinds that Kubernetes has built in, each with a name inside the namespace (null: the namespace itself). */
const FENCES: { apiVersion: string; kind: string; name: string | null }[] = [
  { apiVersion: "v1", kind: "Namespace", name: null },
  { apiVersion: "v1", kind: "ResourceQuota", name: "tenant" },
  { apiVersion: "v1", kind: "LimitRange", name: "tenant" },
  { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", name: "default-deny" },
  { apiVersion: "v1", kind: "ServiceAccount", name: "deployer" },
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", name: "deployer" },
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", name: "deployer" },
];

/** The objects of a tenant's release: its namespace and the fences inside. */
export function tenantObjects(scene: Scene): KubernetesObject[] {
  if (!exists(scene, STEP.objectsApplied, FAREWELL.objectsGone)) return [];
  const leaving = scene.moment.chapter === "delete" && scene.moment.elapsed >= FAREWELL.objects;
  return FENCES.map(({ apiVersion, kind, name }) => ({
    apiVersion,
    kind,
    metadata: metadata(scene, {
      kind,
      name: name ?? scene.name,
      ...(name === null ? {} : { namespace: scene.namespace }),
      born: STEP.objectsApplied,
      leaves: FAREWELL.objects,
    }),
    ...(name === null ? { status: { phase: leaving ? "Terminating" : "Active" } } : {}),
  }));
}
