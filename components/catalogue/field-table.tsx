import { Fold } from "@/components/ui/fold";
import { Cell, Row, Table } from "@/components/ui/table";
import { segmentsOf } from "@/lib/domain/pointer";
import type { ReferenceField } from "@/lib/domain/service-reference";

const COLUMNS = [{ text: "Field" }, { text: "Value" }, { text: "Default" }, { text: "What it is for" }] as const;

/**
 * A service's fields as they are written in a manifest: those at the top, one a row; below them each group with all that
 * lies in it, folded.
 * @param explain what kubectl is asked for to be told of all of them: `postgres.spec.values`
 */
export function FieldTable({ fields, explain }: { fields: readonly ReferenceField[]; explain: string }) {
  const top = fields.filter(({ pointer }) => segmentsOf(pointer).length === 1);
  const groups = top.flatMap((group) => {
    const inside = fields.filter(({ pointer }) => pointer.startsWith(`${group.pointer}/`));
    return inside.length === 0 ? [] : [{ group, inside }];
  });
  return (
    <>
      <Rows caption="Fields" fields={top} explain={explain} />
      {groups.map(({ group, inside }) => (
        <Fold
          key={group.pointer}
          title={group.title}
          note={
            <>
              {inside.length === 1 ? "1 field" : `${inside.length} fields`} in <code>{group.path}</code>
            </>
          }
        >
          <Rows caption={`Fields in ${group.path}`} fields={inside} explain={explain} />
        </Fold>
      ))}
    </>
  );
}

function Rows({ caption, fields, explain }: { caption: string; fields: readonly ReferenceField[]; explain: string }) {
  return (
    <Table caption={caption} columns={COLUMNS}>
      {fields.map((field) => (
        <Row key={field.pointer} id={`field${field.pointer}`}>
          <Cell head top>
            <code className="break-words">{field.path}</code>
            {field.required && <span className="block text-sm text-muted">required</span>}
            {field.hints !== undefined && <span className="block text-sm text-muted">{field.hints.join("; ")}</span>}
          </Cell>
          <Cell top label="Value">
            {field.type}
            {field.bounds.length > 0 && (
              <span className="block text-sm break-words text-muted">{field.bounds.join("; ")}</span>
            )}
          </Cell>
          <Cell top label="Default">
            {field.usual === undefined ? (
              <span className="text-muted">none</span>
            ) : (
              <code className="break-words">{JSON.stringify(field.usual)}</code>
            )}
          </Cell>
          <Cell top label="For">
            {field.group !== undefined && <span className="block text-sm text-muted">{field.group}</span>}
            <b className="font-[550]">{field.title}</b>
            {field.description !== "" && <span className="block text-muted">{field.description}</span>}
            {field.examples.length > 0 && (
              <span className="block text-sm break-words text-muted">
                For example <code>{field.examples.map((example) => JSON.stringify(example)).join(", ")}</code>
              </span>
            )}
            {field.explain !== `${explain}.${field.path.replaceAll("[]", "")}` && (
              <span className="block text-sm text-muted">
                <code className="break-words">kubectl explain {field.explain}</code>
              </span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
