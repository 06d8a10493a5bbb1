import { StatusPill } from "@/components/status/status-pill";
import { RowLink } from "@/components/tenants/row-link";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AllInstances } from "@/lib/domain/instances-views";

/** Instances of all tenants as a table. What is not ready says why in its row. */
export function InstancesTable({ lines, now }: { lines: AllInstances["lines"]; now: string }) {
  return (
    <Table
      caption="Instances of all tenants"
      columns={[
        { text: "Instance" },
        { text: "Tenant" },
        { text: "Service" },
        { text: "State" },
        { text: "Last change" },
      ]}
    >
      {lines.map((line) => (
        <Row key={line.href} className="relative hover:bg-bg">
          <Cell head>
            <RowLink href={line.href}>{line.name}</RowLink>
          </Cell>
          <Cell label="Tenant" className="wrap-anywhere">
            {line.tenant}
          </Cell>
          <Cell label="Service">{line.serviceTitle}</Cell>
          <Cell label="State">
            <StatusPill state={line.status.state} />
            {line.status.state !== "ready" && (
              <span className="mt-0.5 block max-w-[44ch] text-sm text-muted">{line.status.sentence}</span>
            )}
          </Cell>
          <Cell label="Last change" className="text-muted">
            <Time iso={line.changedAt} now={now} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
