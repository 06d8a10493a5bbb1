/**
 * When a custom resource that a chart renders is ready, for Flux (helm.toolkit.fluxcd.io/v2, `healthCheckExprs`): without
 * it a release is ready as soon as such an object was applied. `current`, `inProgress` and `failed` are CEL over the object.
 */
export interface HealthCheck {
  apiVersion: string;
  kind: string;
  current: string;
  inProgress?: string;
  failed?: string;
}
