import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import type { PlatformMirror } from "@/lib/domain/platform-mirror";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { Service } from "@/lib/domain/service";

/** What can be requested, at one state of the platform repository. */
export interface Catalog {
  platform: Platform;
  /** The tenant first, then by title. */
  services: Service[];
  /** What is wrong with charts that are therefore not offered. */
  problems: SchemaProblem[];
  /** When the files were read: ISO 8601, UTC. They are read again as soon as one changes. */
  readAt: string;
  /** Where a mirror of the platform repository is read; absent for a working tree. */
  mirror?: PlatformMirror;
}

/** Where the catalogue is read from. */
export interface CatalogReader {
  read(): Promise<Catalog>;
  /** A service's schema as it was at a moment, untouched; null where that can't be told. */
  schemaAsOf(service: string, at: Date): Promise<JsonObject | null>;
  /** Something was pushed to the platform repository: looks at once. Never throws. Absent where files are looked at each time. */
  hint?(): Promise<void>;
}
