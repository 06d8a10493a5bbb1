import { TENANT_SERVICE } from "./service";

/** What a manifest is about: a tenant, or one instance of a service in one. Each has exactly one path. */
export type Target =
  | { type: "tenant"; tenant: string }
  | { type: "instance"; tenant: string; service: string; name: string };

/** The service whose schema judges a target. */
export function serviceOf(target: Target): string {
  return target.type === "tenant" ? TENANT_SERVICE : target.service;
}

/** The name in `metadata.name` and `spec.values.name`. */
export function nameOf(target: Target): string {
  return target.type === "tenant" ? target.tenant : target.name;
}
