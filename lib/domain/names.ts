import { DNS_LABEL } from "./path";
import type { Platform } from "./platform";
import type { Problem } from "./problem";
import { nameOf, type Target } from "./target";

/** Helm appends to a release's name; beyond this the charts' object names would not fit a DNS label. */
export const RELEASE_NAME_MAX = 50;

/** The name of an instance's HelmRelease and Helm release: `<name>-<service>`. A tenant's is `<tenant>-tenant`. */
export function releaseNameOf(target: Target): string {
  return target.type === "tenant" ? `${target.tenant}-tenant` : `${target.name}-${target.service}`;
}

/** True when `tenant` matches one of the reserved names; `kube-*` matches `kube-` and everything after it. */
export function isReservedTenant(tenant: string, reserved: string[]): boolean {
  return reserved.some((name) => (name.endsWith("*") ? tenant.startsWith(name.slice(0, -1)) : tenant === name));
}

/**
 * What is wrong with a target's names by themselves, before anybody asks who else has them:
 * not a DNS label, too long as computed, reserved.
 */
export function problemsOfNames(target: Target, platform: Platform): Problem[] {
  const problems: Problem[] = [];
  const name = nameOf(target);
  const add = (code: string, field: "name" | "tenant", message: string) =>
    problems.push({ code, pointer: `/${field}`, label: field === "name" ? "Name" : "Tenant", message });

  if (!DNS_LABEL.test(name))
    add("bad-name", "name", "Use lower-case letters, digits and hyphens; start and end with a letter or digit.");
  if (target.type === "instance" && !DNS_LABEL.test(target.tenant))
    add("bad-tenant", "tenant", "Choose one of your tenants.");

  const release = releaseNameOf(target);
  if (release.length > RELEASE_NAME_MAX)
    add(
      "name-too-long",
      "name",
      `It becomes ${release} in the cluster, which is ${release.length} characters; at most ${RELEASE_NAME_MAX} fit. Shorten it by ${release.length - RELEASE_NAME_MAX}.`,
    );

  if (isReservedTenant(target.tenant, platform.reservedTenants))
    add(
      "reserved-tenant",
      target.type === "tenant" ? "name" : "tenant",
      `${target.tenant} is reserved for the platform. Choose another name.`,
    );
  return problems;
}
