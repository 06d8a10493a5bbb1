import { CardBody } from "@/components/ui/card";
import { Fold } from "@/components/ui/fold";
import { Sign } from "@/components/ui/sign";
import { Cell, Row, Table } from "@/components/ui/table";
import type { Enforcement } from "@/lib/domain/enforcement";
import { type AlikeRules, type Exception, enforcementGroups } from "./enforcement-groups";

const API: Record<Enforcement["api"], string> = {
  schema: "yes",
  policy: "by policy",
  strict: "strict writes only",
  no: "no",
};

/** Who enforces each rule of a service's schema: where they differ plainly, what all judge alike folded. */
export function EnforcementTable({ entries }: { entries: readonly Enforcement[] }) {
  const { exceptions, alike } = enforcementGroups(entries);
  const rules = alike.reduce((sum, field) => sum + field.rules.length, 0);
  return (
    <>
      <CardBody>
        <p>
          {rules} of {entries.length} rules are judged alike by all three.
          {exceptions.length > 0 && " The others differ in this:"}
        </p>
      </CardBody>
      {exceptions.length > 0 && <Exceptions exceptions={exceptions} />}
      {rules > 0 && (
        <Fold title="Judged alike by form, Helm and API" note={`${rules} rules`}>
          <Alike fields={alike} />
        </Fold>
      )}
    </>
  );
}

function Exceptions({ exceptions }: { exceptions: readonly Exception[] }) {
  const columns = ["Rule", "Form", "Helm", "API", "Judged otherwise", "Fields"].map((text) => ({ text }));
  return (
    <Table caption="What is judged otherwise somewhere" columns={columns}>
      {exceptions.map((entry) => (
        <Row key={`${entry.keyword} ${entry.api} ${entry.losses.join(" ")}`}>
          <Cell head top>
            <code className="break-words">{entry.keyword}</code>
          </Cell>
          <Cell top label="Form">
            <Word does={entry.form} text={entry.form ? "yes" : "no"} />
          </Cell>
          <Cell top label="Helm">
            <Word does={entry.helm} text={entry.helm ? "yes" : "no"} />
          </Cell>
          <Cell top label="API">
            <Word does={entry.api !== "no"} text={API[entry.api]} />
          </Cell>
          <Cell top label="Otherwise">
            {otherwise(entry)}
          </Cell>
          <Cell top label="Fields">
            <code className="break-words">{entry.pointers.map(placeText).join(", ")}</code>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Alike({ fields }: { fields: readonly AlikeRules[] }) {
  return (
    <Table caption="What all judge alike" columns={[{ text: "Field" }, { text: "Rules" }]}>
      {fields.map(({ pointer, rules }) => (
        <Row key={pointer}>
          <Cell head top>
            <code className="break-words">{placeText(pointer)}</code>
          </Cell>
          <Cell top>
            <ul className="grid gap-0.5">
              {rules.map(({ keyword, says, api }) => (
                <li key={keyword}>
                  {keyword} <code className="break-words text-muted">{says}</code>
                  {api === "policy" && <span className="text-muted"> (the API by its policy)</span>}
                </li>
              ))}
            </ul>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function otherwise({ losses, api }: Exception): string {
  const dropped =
    api === "strict" ? ["A write that isn't strict goes through without what the schema doesn't know."] : [];
  return [...dropped, ...losses].join(" ");
}

function placeText(pointer: string): string {
  return pointer === "" ? "the values" : pointer.slice(1);
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
