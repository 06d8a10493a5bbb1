import type { CatalogReader } from "@/lib/catalog/port";
import type { Cluster } from "@/lib/cluster/port";
import type { Releases } from "@/lib/releases/port";

/** What every use case works with; lib/portal.ts puts the adapters in. */
export interface Deps {
  catalog: CatalogReader;
  releases: Releases;
  cluster: Cluster;
  now(): Date;
}
