import type { Right } from "@/lib/domain/right";

/** What can't be done here and why, each reason once; nothing when everything can. */
export function Reasons({ rights }: { rights: readonly { what: string; right: Right }[] }) {
  const refusals = rights.flatMap(({ what, right }) => (right.why === null ? [] : [{ what, why: right.why }]));
  const reasons = refusals.filter(({ why }, place) => refusals.findIndex((other) => other.why === why) === place);
  if (reasons.length === 0) return null;
  return (
    <section aria-label="What you can’t do here" className="grid gap-1 text-sm text-muted">
      {reasons.map(({ what, why }) => (
        <p key={why}>
          <b>{what}:</b> {why}
        </p>
      ))}
    </section>
  );
}
