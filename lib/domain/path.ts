import type { Target } from "./target";

/** A DNS label (RFC 1123): what a namespace, a tenant and an instance may be called. */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const FILE = "manifest.yaml";

/** The path of a target's manifest in the releases repository. */
export function pathOf(target: Target): string {
  return target.type === "tenant"
    ? `${target.tenant}/${FILE}`
    : `${target.tenant}/${target.service}/${target.name}/${FILE}`;
}

/** The target of a path, or null for every path that is not exactly a manifest's (so also for one that escapes). */
export function targetOf(path: string): Target | null {
  const segments = path.split("/");
  if (segments.pop() !== FILE || !segments.every((segment) => DNS_LABEL.test(segment))) return null;
  const [tenant, service, name] = segments;
  if (tenant !== undefined && segments.length === 1) return { type: "tenant", tenant };
  if (tenant !== undefined && service !== undefined && name !== undefined && segments.length === 3)
    return { type: "instance", tenant, service, name };
  return null;
}

/** The portal's own page of a target. */
export function pageOf(target: Target): string {
  return target.type === "tenant"
    ? `/tenants/${target.tenant}`
    : `/tenants/${target.tenant}/${target.service}/${target.name}`;
}

/** The target whose own page has that path, or null: of every other page, and of a path with anything behind it. */
export function targetOfPage(page: string): Target | null {
  const target = targetOf(`${page.replace(/^\/tenants\//, "")}/${FILE}`);
  return target !== null && pageOf(target) === page ? target : null;
}
