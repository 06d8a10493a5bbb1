import type { Crumb } from "@/components/ui/breadcrumbs";
import type { Target } from "@/lib/domain/target";

/** The way to a page about a tenant or an instance: the list, the tenant, the instance, and what the page does. */
export function crumbsTo(target: Target, page: string): Crumb[] {
  const { tenant } = target;
  return [
    { text: "Tenants", href: "/tenants" },
    { text: tenant, href: `/tenants/${tenant}` },
    ...(target.type === "instance"
      ? [{ text: target.name, href: `/tenants/${tenant}/${target.service}/${target.name}` }]
      : []),
    { text: page },
  ];
}
