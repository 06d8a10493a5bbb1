import type { Cluster } from "@/lib/cluster/port";
import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Ground } from "./ground";
import { targetOfInput } from "./target-of-input";

/** More than that are not looked at one by one. */
const MOST = 1_000;

/**
 * What no list shows, because lists go by the tenants that have a manifest: a sentence for each instance of the releases
 * repository whose tenant has none, and for each of the cluster's. What is on its way out is left out.
 */
export async function withoutTenant(
  { cluster }: { cluster: Cluster },
  { main, services }: Pick<Ground, "main" | "services">,
): Promise<string[]> {
  const observed = await cluster.platform();
  const inGit = main
    .homeless()
    .map(
      ({ path, target }) =>
        `${path} asks for an instance in ${target.tenant}, but there is no ${pathOf(tenantOf(target))}: no list shows it. Add the tenant's manifest, or remove this file.`,
    );
  const strangers = (observed?.instances ?? []).flatMap(({ kind, namespace, name }) => {
    const service = services.find((one) => one.kind === kind)?.name;
    if (service === undefined) return [];
    const target = targetOfInput({ service, tenant: namespace, name });
    return main.entry(pathOf(tenantOf(target))) === undefined ? [{ kind, target, namespace, name }] : [];
  });
  const inCluster = await Promise.all(
    strangers.slice(0, MOST).map(async ({ kind, target, namespace, name }) => {
      const instance = (await cluster.observe(target, "summary"))?.instance;
      // Whoever deletes a tenant sees it go on its own page.
      if (instance?.metadata.deletionTimestamp !== undefined) return [];
      return `${kind} ${name} is in the cluster, in the namespace ${namespace}, but the releases repository has no ${pathOf(tenantOf(target))}: no list shows it. Add the tenant's manifest, or remove it from the cluster.`;
    }),
  );
  return [...inGit, ...inCluster.flat()];
}

function tenantOf({ tenant }: Target): Target {
  return { type: "tenant", tenant };
}
