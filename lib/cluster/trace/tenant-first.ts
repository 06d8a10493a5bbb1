import { type Context, type Finding, finding, type Trouble } from "./finding";

/** The words of those who look for what a tenant brings: its Argo CD project, its namespace. */
const TENANT_NEEDED =
  /project .*(?:does not exist|not found)|error getting app project|namespaces? "?[a-z0-9-]+"? not found/i;

/** The note of an instance whose tenant comes first. */
export const BY_TENANT = "waits for its tenant";

/** True for what an instance says while its tenant isn't set up. */
export function needsTenant(trouble: Trouble): boolean {
  return TENANT_NEEDED.test(trouble.quote);
}

/** What holds an instance up at the first hop when that is its tenant; null when the tenant is well, or nobody looked. */
export function tenantFirst({ target, tenant }: Pick<Context, "target" | "tenant">): Finding | null {
  if (tenant === null || target.type === "tenant" || tenant.state === "ready") return null;
  if (tenant.state !== "broken" || tenant.cause === null) return finding("now", BY_TENANT);
  const { quote, said } = tenant.cause;
  return finding("bad", BY_TENANT, { trouble: { quote, said, at: null, waiting: false, known: "tenant-first" } });
}
