import { LinkButton } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import type { ServiceReference } from "@/lib/domain/service-reference";
import { EnforcementTable } from "./enforcement-table";
import { FieldTable } from "./field-table";

/** Everything that can be said about a service's values, made from its one schema. */
export function ServiceReferencePage({ view }: { view: ServiceReference }) {
  const explain = `${view.kind.toLowerCase()}.spec.values`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead
        crumbs={[{ text: "Catalogue", href: "/" }, { text: view.title }]}
        title={`What ${view.title} can be asked for`}
        sub={
          <>
            {view.description} In the cluster it is a <b className="text-text">{view.kind}</b> of{" "}
            <code className="break-words">{view.apiVersion}</code>, made by version {view.chartVersion} of its chart.
          </>
        }
        actions={
          <LinkButton variant="primary" href={view.href}>
            New {view.title}
          </LinkButton>
        }
      />
      <Card aria-labelledby="fields">
        <CardHead id="fields" title={view.fields.length === 1 ? "1 field" : `${view.fields.length} fields`}>
          Stated under <code>spec.values</code> of a manifest. The cluster tells of each one too:{" "}
          <code className="break-words">kubectl explain {explain}.…</code>
        </CardHead>
        <FieldTable fields={view.fields} explain={explain} />
      </Card>
      <Card aria-labelledby="enforcement">
        <CardHead id="enforcement" title="Who enforces what">
          The same schema is judged by the form, by Helm and by the Kubernetes API.
        </CardHead>
        <EnforcementTable entries={view.enforcement} />
      </Card>
    </div>
  );
}
