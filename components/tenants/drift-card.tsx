import { Card, CardHead } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { Cell, Row, Table } from "@/components/ui/table";
import type { DriftField, DriftView, ManifestView } from "@/lib/domain/tenant-views";
import { driftSentence } from "./drift-sentence";
import { ManifestPlace } from "./manifest-card";
import { ManifestSource } from "./manifest-source";

/** The manifest as main has it beside the resource as the cluster has it, and whether the two agree. */
export function DriftCard({
  manifest,
  drift,
  live,
  simulated,
  now,
}: {
  manifest: ManifestView;
  drift: DriftView;
  /** The whole resource as JSON; null when it isn't there or can't be asked. */
  live: string | null;
  simulated: boolean;
  now: string;
}) {
  return (
    <Card aria-labelledby="manifest">
      <CardHead title="Manifest" id="manifest">
        <ManifestPlace manifest={manifest} now={now} />
      </CardHead>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5 border-b border-line px-4 py-3">
        <DriftPill drift={drift} />
        <p className="min-w-0 flex-[1_1_20rem]">{driftSentence(drift, simulated)}</p>
      </div>
      {drift.is === "compared" && drift.fields.length > 0 && <Differences fields={drift.fields} more={drift.more} />}
      {drift.is === "compared" ? (
        <div className="grid grid-cols-[minmax(0,1fr)] md:grid-cols-2">
          <Side title="As merged" label="Manifest as merged" text={manifest.text} />
          <Side title="In the cluster" label="Manifest as the cluster has it" text={drift.live} />
        </div>
      ) : (
        <ManifestSource label="Manifest as merged" text={manifest.text} />
      )}
      {live !== null && (
        <details className="border-t border-line">
          <summary className="px-4 py-2.5 font-[550] hover:bg-bg">All of the resource, with its status</summary>
          <ManifestSource label="Resource as the cluster has it" text={live} />
        </details>
      )}
    </Card>
  );
}

function DriftPill({ drift }: { drift: DriftView }) {
  if (drift.is === "unknown") return <Pill tone="idle">not compared</Pill>;
  if (drift.fields.length === 0) return <Pill tone="ok">equal</Pill>;
  if (drift.onItsWay) return <Pill tone="accent">on its way</Pill>;
  return (
    <Pill tone="warn" sign="alert">
      differs
    </Pill>
  );
}

function Differences({ fields, more }: { fields: readonly DriftField[]; more: number }) {
  return (
    <div className="border-b border-line">
      <Table caption="Fields that differ" columns={[{ text: "Field" }, { text: "In Git" }, { text: "In the cluster" }]}>
        {fields.map((field) => (
          <Row key={field.path}>
            <Cell head className="break-words">
              <b>{field.label}</b> <code className="block text-sm wrap-anywhere text-muted">{field.path}</code>
            </Cell>
            <Cell label="In Git" className="wrap-anywhere">
              <code>{field.merged}</code>
            </Cell>
            <Cell label="In the cluster" className="wrap-anywhere">
              {field.live === null ? <span className="text-muted">not there</span> : <code>{field.live}</code>}
            </Cell>
          </Row>
        ))}
      </Table>
      {more > 0 && <p className="px-4 py-2.5 text-sm text-muted">{more} more differ.</p>}
    </div>
  );
}

function Side({ title, label, text }: { title: string; label: string; text: string }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr] not-first:border-t not-first:border-line md:not-first:border-t-0 md:not-first:border-l">
      <h3 className="border-b border-line px-4 py-2 text-sm font-[550] text-muted">{title}</h3>
      <ManifestSource label={label} text={text} />
    </div>
  );
}
