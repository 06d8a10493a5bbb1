import type { ChangeType } from "@/lib/domain/request";
import type { TenantRole } from "@/lib/domain/roles";
import type { Target } from "@/lib/domain/target";

/**
 * The tenant role that a change takes; null means that anyone signed in may ask. All of a tenant's own manifest
 * (its owners, its quota) is its admins' business; an instance's editors may do everything but delete it.
 */
export function neededRole(type: ChangeType, target: Target): TenantRole | null {
  if (target.type === "tenant") return type === "create" ? null : "admin";
  return type === "delete" ? "admin" : "edit";
}

/** What the change does, to complete "To …, you need the role …". */
export function doingOf(type: ChangeType, target: Target, serviceTitle: string): string {
  if (target.type === "tenant")
    return { create: "request a tenant", update: "change the tenant", delete: "delete the tenant" }[type];
  return {
    create: `request a ${serviceTitle}`,
    update: `change ${target.name}`,
    delete: `delete ${target.name}`,
  }[type];
}
