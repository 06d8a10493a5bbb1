import { Sign } from "@/components/ui/sign";
import { Cell, Row, Table } from "@/components/ui/table";
import type { Enforcement } from "@/lib/domain/enforcement";

const COLUMNS = [
  { text: "Field" },
  { text: "Rule" },
  { text: "Form" },
  { text: "Helm" },
  { text: "API" },
  { text: "Judged otherwise" },
] as const;

const API: Record<Enforcement["api"], string> = {
  schema: "yes",
  policy: "by policy",
  strict: "strict writes only",
  no: "no",
};

/** Who enforces each rule of a service's schema, and where one is judged otherwise. */
export function EnforcementTable({ entries }: { entries: readonly Enforcement[] }) {
  return (
    <Table caption="Who enforces what" columns={COLUMNS}>
      {entries.map((entry) => (
        <Row key={`${entry.pointer} ${entry.keyword}`}>
          <Cell head>
            <code className="break-words">{entry.pointer === "" ? "the values" : entry.pointer.slice(1)}</code>
          </Cell>
          <Cell label="Rule">
            {entry.keyword} <code className="break-words text-muted">{entry.says}</code>
          </Cell>
          <Cell label="Form">
            <Word does={entry.form} text={entry.form ? "yes" : "no"} />
          </Cell>
          <Cell label="Helm">
            <Word does={entry.helm} text={entry.helm ? "yes" : "no"} />
          </Cell>
          <Cell label="API">
            <Word does={entry.api !== "no"} text={API[entry.api]} />
          </Cell>
          <Cell label="Otherwise">
            {entry.losses.length === 0 ? <span className="text-muted">nowhere</span> : entry.losses.join(" ")}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Word({ does, text }: { does: boolean; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span className={does ? "text-ok" : "text-warn"}>
        <Sign name={does ? "check" : "cross"} size={13} />
      </span>
      {text}
    </span>
  );
}
