/**
 * Kinds whose names a form may suggest, with what the API calls them. Never Secrets: their names alone tell what a tenant
 * keeps. Nothing that lives in no namespace either: whoever asks may see one tenant's objects.
 */
export const OPTION_KINDS = {
  ConfigMap: { apiVersion: "v1", resource: "configmaps" },
  Deployment: { apiVersion: "apps/v1", resource: "deployments" },
  Ingress: { apiVersion: "networking.k8s.io/v1", resource: "ingresses" },
  PersistentVolumeClaim: { apiVersion: "v1", resource: "persistentvolumeclaims" },
  Service: { apiVersion: "v1", resource: "services" },
  StatefulSet: { apiVersion: "apps/v1", resource: "statefulsets" },
} as const;
export type OptionKind = keyof typeof OPTION_KINDS;

/** True for a kind whose names may be suggested. */
export function isOptionKind(kind: string): kind is OptionKind {
  return Object.hasOwn(OPTION_KINDS, kind);
}
