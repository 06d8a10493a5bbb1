import { isObject, type JsonObject } from "./json";
import type { Subject } from "./platform";
import type { Viewer } from "./viewer";

/** What an owner of a tenant may do, weakest first. */
export const TENANT_ROLES = ["view", "edit", "admin"] as const;
export type TenantRole = (typeof TENANT_ROLES)[number];

/** One entry of a tenant manifest's `owners`. */
export interface Owner extends Subject {
  role: TenantRole;
}

/** The owners that a tenant's values name. Entries that are not owners (a hand-edited file) are passed over: they grant nothing. */
export function ownersOf(values: JsonObject): Owner[] {
  if (!Array.isArray(values.owners)) return [];
  return values.owners.flatMap((entry) => {
    if (!isObject(entry)) return [];
    const { kind, name } = entry;
    const role = TENANT_ROLES.find((candidate) => candidate === entry.role);
    return (kind === "User" || kind === "Group") && typeof name === "string" && role ? [{ kind, name, role }] : [];
  });
}

/** True when an RBAC subject means this viewer. */
export function isSubject(viewer: Pick<Viewer, "subject" | "groups">, subject: Subject): boolean {
  return subject.kind === "User" ? subject.name === viewer.subject : viewer.groups.includes(subject.name);
}

/** The strongest role that a tenant's owners give a viewer, or null. A platform admin's powers are not a tenant role. */
export function roleIn(viewer: Pick<Viewer, "subject" | "groups">, owners: Owner[]): TenantRole | null {
  const held = owners.filter((owner) => isSubject(viewer, owner)).map((owner) => TENANT_ROLES.indexOf(owner.role));
  return TENANT_ROLES[Math.max(-1, ...held)] ?? null;
}

/** True when `held` is `needed` or stronger. */
export function atLeast(held: TenantRole | null, needed: TenantRole): boolean {
  return held !== null && TENANT_ROLES.indexOf(held) >= TENANT_ROLES.indexOf(needed);
}
