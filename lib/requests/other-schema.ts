import type { Service } from "@/lib/domain/service";
import { hasOtherSchema } from "./cluster-health";
import type { Deps } from "./deps";

/** How long (ms) a form waits for what the cluster says: it is good to know, and no more. */
const PATIENCE = 1_000;

/** That the cluster judges a service by another schema than the catalogue's, as a sentence for who fills its form in. */
export async function otherSchema(
  { cluster }: Pick<Deps, "cluster">,
  service: Pick<Service, "kind" | "schema" | "title">,
  patience = PATIENCE,
): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  // Whoever comes after a late answer shares that look.
  const observed = await Promise.race([cluster.platform().catch(() => null), late]);
  clearTimeout(timer);
  if (observed === null || !hasOtherSchema(service, observed)) return null;
  return `The cluster has another version of ${service.title} than this form, so it may refuse what you send once it is merged. If a rollout is under way, wait until it is through; otherwise tell the platform team.`;
}
