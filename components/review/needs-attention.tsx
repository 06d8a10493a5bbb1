import Link from "next/link";
import { StatusPill } from "@/components/status/status-pill";
import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { ReviewQueue } from "@/lib/domain/request-views";
import { nameOf } from "@/lib/domain/target";

/** What is on fire: tenants and instances that were merged lately and aren't well. */
export function NeedsAttention({
  queue,
  now,
}: {
  queue: Pick<ReviewQueue, "troubles" | "simulated" | "unreachable">;
  now: string;
}) {
  const { troubles, simulated, unreachable } = queue;
  return (
    <Card aria-labelledby="needs-attention">
      <CardHead id="needs-attention" title="Needs attention">
        {simulated && "simulated cluster"}
      </CardHead>
      {unreachable !== null ? (
        <p className="px-4 py-4 text-muted">
          Not known: the cluster can’t be asked since <Time iso={unreachable.since} now={now} /> ({unreachable.why}).
        </p>
      ) : troubles.length === 0 ? (
        <p className="px-4 py-4 text-muted">Nothing. What was merged lately is ready or on its way.</p>
      ) : (
        <ul>
          {troubles.map((trouble) => (
            <li
              key={trouble.href}
              className="relative flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-bg"
            >
              <span className="min-w-0">
                <Link
                  href={trouble.href}
                  prefetch={false}
                  className="text-text no-underline after:absolute after:inset-0 hover:underline"
                >
                  {trouble.target.type === "instance" && `${trouble.target.tenant} / `}
                  {trouble.serviceTitle} <b>{nameOf(trouble.target)}</b>
                </Link>
                <span className="block text-sm text-muted">{trouble.status.sentence}</span>
              </span>
              <StatusPill state={trouble.status.state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
