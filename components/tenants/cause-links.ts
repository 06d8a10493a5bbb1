import type { Cause } from "@/lib/domain/status";

/** What a person can open to do something about a cause, most helpful first. */
export function causeLinks(
  cause: Cause | null,
  here: {
    /** The name of what the page is about, and where it is edited; null when this person may not. */
    name: string;
    edit: string | null;
    tenant: string;
    /** True when the person may ask for more quota. */
    ownsTenant: boolean;
  },
): { text: string; href: string }[] {
  if (cause === null) return [];
  const links: { text: string; href: string }[] = [];
  const tenantPage = `/tenants/${here.tenant}`;
  if (cause.remedy === "tenant" && here.name !== here.tenant)
    links.push(
      here.ownsTenant
        ? { text: "Ask for more quota", href: `${tenantPage}/edit` }
        : { text: `See who owns ${here.tenant}`, href: `${tenantPage}#owners` },
    );
  if (cause.remedy === "tenant-first") links.push({ text: `Open ${here.tenant}`, href: tenantPage });
  if (here.edit !== null && (cause.remedy === "instance" || cause.remedy === "tenant"))
    links.push({ text: `Edit ${here.name}`, href: here.edit });
  return [...links, { text: "Conditions and events", href: "#conditions" }];
}
