import { type Composed, withinTarget } from "./composition";
import { DNS_LABEL, pathOf } from "./path";
import type { Platform } from "./platform";
import type { Problem } from "./problem";
import { nameOf, type Target } from "./target";

/** Helm appends to a release's name; beyond this the charts' object names would not fit a DNS label. */
export const RELEASE_NAME_MAX = 50;

/** The name of an instance's HelmRelease and Helm release: `<name>-<service>`. A tenant's is `<tenant>-tenant`. */
export function releaseNameOf(target: Target): string {
  return target.type === "tenant" ? `${target.tenant}-tenant` : `${target.name}-${target.service}`;
}

/**
 * The name of a target's Argo CD Application: the segments of its path joined by dots, which no segment contains, so no
 * two targets share one. deploy/argocd names them so.
 */
export function applicationNameOf(target: Target): string {
  return pathOf(target).split("/").slice(0, -1).join(".");
}

/**
 * The name of the Argo CD Application that brings the definitions, and of its project. It has a dot, which no tenant's
 * name has, so it is never a tenant's.
 */
export function definitionsNameOf({ controlNamespace }: Pick<Platform, "controlNamespace">): string {
  return `${controlNamespace}.definitions`;
}

/** True when `tenant` matches one of the reserved names; `kube-*` matches `kube-` and everything after it. */
export function isReservedTenant(tenant: string, reserved: string[]): boolean {
  return reserved.some((name) => (name.endsWith("*") ? tenant.startsWith(name.slice(0, -1)) : tenant === name));
}

/**
 * What comes after an instance's name in the longest name that is computed from it: `-postgres`, or for a composite
 * `-database-postgres`.
 */
export function longestSuffix(service: string, services: readonly Composed[]): string {
  const target: Target = { type: "instance", tenant: "x", service, name: "x" };
  return longestRelease(target, services).slice(target.name.length);
}

/** The longest name of a release of a target and its children. */
function longestRelease(target: Target, services: readonly Composed[]): string {
  return withinTarget(target, services)
    .map(releaseNameOf)
    .reduce((longest, release) => (release.length > longest.length ? release : longest));
}

/**
 * What is wrong with a target's names by themselves, before anybody asks who else has them:
 * not a DNS label, too long as computed (for the target or one of its children), reserved.
 */
export function problemsOfNames(target: Target, platform: Platform, services: readonly Composed[]): Problem[] {
  const problems: Problem[] = [];
  const name = nameOf(target);
  const add = (code: string, field: "name" | "tenant", message: string) =>
    problems.push({ code, pointer: `/${field}`, label: field === "name" ? "Name" : "Tenant", message });

  if (!DNS_LABEL.test(name))
    add("bad-name", "name", "Use lower-case letters, digits and hyphens; start and end with a letter or digit.");
  if (target.type === "instance" && !DNS_LABEL.test(target.tenant))
    add("bad-tenant", "tenant", "Choose one of your tenants.");

  const release = longestRelease(target, services);
  if (release.length > RELEASE_NAME_MAX)
    add(
      "name-too-long",
      "name",
      `${release === releaseNameOf(target) ? "It" : "A part of it"} becomes ${release} in the cluster, which is ${release.length} characters; at most ${RELEASE_NAME_MAX} fit. Shorten it by ${release.length - RELEASE_NAME_MAX}.`,
    );

  if (isReservedTenant(target.tenant, platform.reservedTenants))
    add(
      "reserved-tenant",
      target.type === "tenant" ? "name" : "tenant",
      `${target.tenant} is reserved for the platform. Choose another name.`,
    );
  return problems;
}
