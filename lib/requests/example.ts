import type { Request } from "@/lib/domain/request";
import type { Deps } from "./deps";

/** What came with the first start and is still there; empty lists once it was removed. */
export interface Example {
  tenants: readonly string[];
  /** Numbers of the requests about those tenants. */
  requests: readonly number[];
}

/** Reads it. */
export async function readExample(deps: Pick<Deps, "example">, requests: readonly Request[]): Promise<Example> {
  const tenants = (await deps.example?.example())?.tenants ?? [];
  if (tenants.length === 0) return { tenants, requests: [] };
  const about = requests.filter(({ target }) => tenants.includes(target.tenant));
  return { tenants, requests: about.map(({ number }) => number) };
}
