import Link from "next/link";
import { StatusPill } from "@/components/status/status-pill";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { InstanceLine } from "@/lib/domain/tenant-views";
import { RowLink } from "./row-link";

/** A tenant's instances as a table. What is not ready says why in its row. */
export function InstanceRows({
  lines,
  now,
  caption,
}: {
  lines: readonly InstanceLine[];
  now: string;
  caption: string;
}) {
  return (
    <Table
      caption={caption}
      columns={[
        { text: "Instance" },
        { text: "Service" },
        { text: "State" },
        { text: "Last change" },
        { text: "Open request" },
      ]}
    >
      {lines.map((line) => (
        <Row key={line.href} className="relative hover:bg-bg">
          <Cell head>
            <RowLink href={line.href}>{line.name}</RowLink>
          </Cell>
          <Cell label="Service">{line.serviceTitle}</Cell>
          <Cell label="State">
            <StatusPill state={line.status.state} />
            {line.status.state !== "ready" && (
              <span className="mt-0.5 block max-w-[40ch] text-sm text-muted">{line.status.sentence}</span>
            )}
          </Cell>
          <Cell label="Last change" className="text-muted">
            <Time iso={line.changedAt} now={now} />
          </Cell>
          <Cell label="Open request">
            {line.openRequest === null ? (
              <span className="text-muted">none</span>
            ) : (
              // Above the row's own link, so that it can be pressed.
              <Link href={line.openRequest.href} prefetch={false} className="link relative inline-block py-0.5">
                Request {line.openRequest.number}
              </Link>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
