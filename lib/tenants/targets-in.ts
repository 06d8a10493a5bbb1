import { pathOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import type { Snapshot } from "@/lib/releases/port";

/** Everything that main has of a tenant: itself, and its instances. */
export function targetsIn(main: Pick<Snapshot, "entry" | "instances">, tenant: string): Target[] {
  const own: Target = { type: "tenant", tenant };
  return [...(main.entry(pathOf(own)) ? [own] : []), ...main.instances(tenant).map(({ target }) => target)];
}
