import { StatusPill } from "@/components/status/status-pill";
import { Pill, Tag } from "@/components/ui/pill";
import { Cell, Row, Table } from "@/components/ui/table";
import type { TenantLine } from "@/lib/domain/tenant-views";
import { RowLink } from "./row-link";

/** Tenants as a table: each with its own state and its instances' health in one line. */
export function TenantRows({ lines }: { lines: readonly TenantLine[] }) {
  return (
    <Table
      caption="Tenants"
      columns={[
        { text: "Tenant" },
        { text: "Instances" },
        { text: "Your role" },
        { text: "Open requests" },
        { text: "State" },
      ]}
    >
      {lines.map((line) => (
        <Row key={line.name} className="relative hover:bg-bg">
          <Cell head>
            <RowLink href={line.href}>{line.name}</RowLink>
            {line.example && (
              <span className="ml-2">
                <Tag>example</Tag>
              </span>
            )}
          </Cell>
          <Cell label="Instances">{line.health}</Cell>
          <Cell label="Your role" className="text-muted">
            {line.role ?? "platform admin"}
          </Cell>
          <Cell label="Open requests" className="text-muted tabular-nums">
            {line.openRequests === 0 ? "none" : line.openRequests}
          </Cell>
          <Cell label="State">
            {line.broken && line.status.state !== "broken" ? (
              <Pill tone="bad">Needs attention</Pill>
            ) : (
              <StatusPill state={line.status.state} />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
