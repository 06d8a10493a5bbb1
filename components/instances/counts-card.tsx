import Link from "next/link";
import { Card, CardHead } from "@/components/ui/card";
import { Cell, Row, Table } from "@/components/ui/table";
import type { InstanceCount } from "@/lib/domain/instances-views";

/** How many instances each service or tenant has, and how many of them fail. */
export function CountsCard({
  title,
  one,
  counts,
  inAll,
  hrefOf,
}: {
  title: string;
  /** What a row is: "Service". */
  one: string;
  counts: readonly InstanceCount[];
  /** How many there are when not all are counted here. */
  inAll: number;
  hrefOf: (name: string) => string;
}) {
  const id = `counts-${one.toLowerCase()}`;
  return (
    <Card aria-labelledby={id}>
      <CardHead title={title} id={id}>
        {counts.length < inAll ? `${counts.length} of ${inAll}` : inAll}
      </CardHead>
      <Table
        caption={title}
        columns={[
          { text: one },
          { text: "Broken", numeric: true },
          { text: "On the way", numeric: true },
          { text: "Not known", numeric: true },
          { text: "Instances", numeric: true },
        ]}
      >
        {counts.map((count) => (
          <Row key={count.name}>
            <Cell head className="wrap-anywhere">
              <Link href={hrefOf(count.name)} prefetch={false} className="link inline-block py-0.5">
                {count.title}
              </Link>
            </Cell>
            <Cell label="Broken" numeric>
              {count.broken > 0 ? <b className="text-bad">{count.broken}</b> : 0}
            </Cell>
            <Cell label="On the way" numeric>
              {count.moving}
            </Cell>
            <Cell label="Not known" numeric>
              {count.unknown}
            </Cell>
            <Cell label="Instances" numeric>
              {count.total}
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
