import type { CatalogReader } from "@/lib/catalog/port";
import type { Cluster } from "@/lib/cluster/port";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";
import type { Person } from "@/lib/domain/viewer";
import type { OnGithub, Releases } from "@/lib/releases/port";

/** The example of the first start, for a releases repository that can have one. */
export interface ExampleShelf {
  /** The tenants that came with it; null once it was removed. */
  example(): Promise<{ tenants: readonly string[] } | null>;
  /** Takes its tenants away with everything in them, and withdraws the open requests about them. */
  removeExample(by: Person): Promise<void>;
}

/** What every use case works with; lib/portal.ts puts the adapters in. */
export interface Deps {
  catalog: CatalogReader;
  releases: Releases;
  cluster: Cluster;
  now(): Date;
  /** Requests that are there but can't be read, oldest first. Absent where requests are not kept as this portal's logs. */
  unreadable?: () => Promise<readonly UnreadableRequest[]>;
  /** What only requests on GitHub have. Absent where the portal keeps them itself. */
  github?: OnGithub;
  /** Programs of a cluster on this machine that have ended by themselves, each a sentence. Absent where it is no such cluster. */
  fallen?: () => readonly string[];
  /** Absent where the releases repository has no example of its own. */
  example?: ExampleShelf;
}
