import { Card, CardHead } from "@/components/ui/card";
import { Cell, Row, Table } from "@/components/ui/table";
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
        <Table
          caption="Owners"
          columns={[
            { text: "Owner", hidden: true },
            { text: "Role", hidden: true },
          ]}
        >
          {owners.map((owner) => (
            <Row key={`${owner.kind} ${owner.name} ${owner.role}`}>
              <Cell head className="break-all">
                {owner.kind === "Group" && "Group "}
                <b>{owner.name}</b>
              </Cell>
              <Cell>
                {owner.role} <span className="text-sm text-muted">{MAY[owner.role]}</span>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}
