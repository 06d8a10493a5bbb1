import { Cell, Row, Table } from "@/components/ui/table";
import type { ReferenceField } from "@/lib/domain/service-reference";

const COLUMNS = [{ text: "Field" }, { text: "Value" }, { text: "Default" }, { text: "What it is for" }] as const;

/** A service's fields, one a row, as they are written in a manifest. */
export function FieldTable({ fields }: { fields: readonly ReferenceField[] }) {
  return (
    <Table caption="Fields" columns={COLUMNS}>
      {fields.map((field) => (
        <Row key={field.pointer} id={`field${field.pointer}`}>
          <Cell head>
            <code className="break-words">{field.path}</code>
            {field.required && <span className="block text-sm text-muted">required</span>}
            {field.hints !== undefined && <span className="block text-sm text-muted">{field.hints.join("; ")}</span>}
          </Cell>
          <Cell label="Value">
            {field.type}
            {field.bounds.length > 0 && (
              <span className="block text-sm break-words text-muted">{field.bounds.join("; ")}</span>
            )}
          </Cell>
          <Cell label="Default">
            {field.usual === undefined ? (
              <span className="text-muted">none</span>
            ) : (
              <code className="break-words">{JSON.stringify(field.usual)}</code>
            )}
          </Cell>
          <Cell label="For">
            {field.group !== undefined && <span className="block text-sm text-muted">{field.group}</span>}
            <b className="font-[550]">{field.title}</b>
            {field.description !== "" && <span className="block text-muted">{field.description}</span>}
            {field.examples.length > 0 && (
              <span className="block text-sm break-words text-muted">
                For example <code>{field.examples.map((example) => JSON.stringify(example)).join(", ")}</code>
              </span>
            )}
            <span className="block text-sm text-muted">
              <code className="break-words">kubectl explain {field.explain}</code>
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
