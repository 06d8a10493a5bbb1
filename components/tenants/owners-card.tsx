import { Card, CardHead } from "@/components/ui/card";
import type { Owner, TenantRole } from "@/lib/domain/roles";

const MAY: Record<TenantRole, string> = {
  admin: "may request, change and delete everything, and change owners",
  edit: "may request and change instances",
  view: "may look",
};

/** Who may do what in a tenant, by the exact names that the cluster knows. */
export function OwnersCard({ owners }: { owners: readonly Owner[] }) {
  return (
    <Card aria-labelledby="owners">
      <CardHead title="Owners" id="owners">
        {owners.length > 0 && owners.length}
      </CardHead>
      {owners.length === 0 ? (
        <p className="px-5 py-4 text-muted">Nobody owns it: only the platform team can change it.</p>
      ) : (
        <ul>
          {owners.map((owner) => (
            <li
              key={`${owner.kind} ${owner.name} ${owner.role}`}
              className="grid gap-0.5 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="break-words">
                {owner.kind === "Group" && "Group "}
                <b>{owner.name}</b>
              </span>
              <span className="text-sm text-muted">
                {owner.role}: {MAY[owner.role]}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
