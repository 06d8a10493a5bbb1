import { PortalError } from "@/lib/domain/errors";
import { ALLOWED, type Right, refused } from "@/lib/domain/right";
import { atLeast, type Owner, roleIn, type TenantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Releases, Snapshot } from "@/lib/releases/port";
import { ownersOfTenants } from "./owner-index";

/** What somebody is in a tenant, as of one commit of main. */
export interface Access {
  tenant: string;
  exists: boolean;
  owners: Owner[];
  /** The tenant role alone. */
  role: TenantRole | null;
  platformAdmin: boolean;
}

/** Reads it; a tenant that doesn't exist gives nobody a role. */
export async function accessTo(
  releases: Releases,
  snapshot: Snapshot,
  viewer: Pick<Viewer, "subject" | "groups" | "platformAdmin">,
  tenant: string,
): Promise<Access> {
  const owners = (await ownersOfTenants(releases, snapshot, [tenant])).get(tenant);
  return {
    tenant,
    exists: owners !== undefined,
    owners: owners ?? [],
    role: roleIn(viewer, owners ?? []),
    platformAdmin: viewer.platformAdmin,
  };
}

/** True when the tenant exists and the viewer may know of it. */
export function canSee(access: Access): boolean {
  return access.exists && (access.platformAdmin || access.role !== null);
}

/**
 * Whether the viewer has the role that something takes.
 * @param doing completes "To …": "delete orders".
 */
export function rightTo(access: Access, needed: TenantRole, doing: string): Right {
  if (access.platformAdmin || atLeast(access.role, needed)) return ALLOWED;
  const yours = access.role === null ? "you have none" : `yours is ${access.role}`;
  return refused(`To ${doing}, you need the role ${needed} in ${access.tenant}; ${yours}. ${whoHas(access, needed)}`);
}

/** @throws PortalError `not-found`, in the same words whether the tenant is missing or merely not the viewer's. */
export function requireSight(access: Access): void {
  if (!canSee(access)) throw missing();
}

/** @throws PortalError `not-found` without any role in the tenant, `forbidden` with too weak a one. */
export function requireRole(access: Access, needed: TenantRole, doing: string): void {
  requireSight(access);
  const right = rightTo(access, needed, doing);
  if (right.why !== null) throw new PortalError("forbidden", right.why);
}

/** What is said about everything that a person may not know of. It names nothing, so that it gives nothing away. */
export function missing(): PortalError {
  return new PortalError(
    "not-found",
    "There is nothing here, or you have no role in its tenant. If you should have one, ask an owner of the tenant or the platform team.",
  );
}

/** Most names in one sentence. */
const NAMED = 3;

function whoHas({ owners }: Access, needed: TenantRole): string {
  const able = owners.filter(({ role }) => atLeast(role, needed));
  if (able.length === 0) return "Nobody has it, so ask the platform team.";
  const names = able.slice(0, NAMED).map(({ kind, name }) => (kind === "Group" ? `the group ${name}` : name));
  const more = able.length > NAMED ? ` and ${able.length - NAMED} more` : "";
  return `Ask somebody who has it: ${names.join(", ")}${more}.`;
}
