import Link from "next/link";
import { LinkPending } from "@/components/ui/link-pending";
import { Tag } from "@/components/ui/pill";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RequestLine } from "@/lib/domain/request-views";
import { StatePill } from "./state-pill";

/** Requests as a table; the title is the link, and names the tenant too. */
export function RequestRows({ lines, now, caption }: { lines: readonly RequestLine[]; now: string; caption: string }) {
  return (
    <Table
      caption={caption}
      columns={[{ text: "Request" }, { text: "Asked for by" }, { text: "Last change" }, { text: "Where it stands" }]}
    >
      {lines.map((line) => (
        <Row key={line.number} className="relative hover:bg-bg">
          <Cell head className="md:w-[50%]">
            <span className="mr-1.5 text-sm text-muted tabular-nums">#{line.number}</span>
            <Link
              href={line.href}
              prefetch={false}
              className="font-[550] text-text no-underline after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-[var(--focus)]"
            >
              {line.title}
              <LinkPending />
            </Link>
            {line.example && (
              <span className="ml-2">
                <Tag>example</Tag>
              </span>
            )}
          </Cell>
          <Cell label="Asked for by" className="text-muted">
            {line.mine ? "you" : line.by.name}
          </Cell>
          <Cell label="Last change" className="text-muted">
            <Time iso={line.changedAt} now={now} />
          </Cell>
          <Cell label="Where it stands" className="md:whitespace-nowrap">
            <StatePill state={line.state} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
