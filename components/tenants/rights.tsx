import type { Right } from "@/lib/domain/right";

/** Why something can't be done here, each reason once; nothing when everything can. */
export function Reasons({ rights }: { rights: readonly Right[] }) {
  const reasons = [...new Set(rights.flatMap(({ why }) => why ?? []))];
  if (reasons.length === 0) return null;
  return (
    <div className="grid gap-1 text-sm text-muted">
      {reasons.map((why) => (
        <p key={why}>{why}</p>
      ))}
    </div>
  );
}
