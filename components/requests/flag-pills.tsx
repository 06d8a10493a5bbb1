import { Pill } from "@/components/ui/pill";
import type { Flag } from "@/lib/domain/flag";

/** What makes a request worth a second look: what deletes is red, the rest amber. */
export function FlagPills({ flags }: { flags: readonly Flag[] }) {
  return flags.map((flag) => (
    <span key={flag.code} title={flag.why}>
      <Pill tone={flag.code === "deletes-data" ? "bad" : "warn"} sign="alert">
        {flag.label}
      </Pill>
    </span>
  ));
}
