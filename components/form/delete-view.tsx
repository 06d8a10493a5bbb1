import type { Crumb } from "@/components/ui/breadcrumbs";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHead, Split } from "@/components/ui/page-head";
import type { DeletePage } from "@/lib/domain/form-views";
import { DeleteForm } from "./delete-form";

/** The page that asks for a deletion: what goes with it, what must go first, and the name to type. */
export function DeleteView({ page, crumbs }: { page: DeletePage; crumbs: readonly Crumb[] }) {
  const { model } = page;
  const blocked = model.problems.length > 0;
  return (
    <>
      <PageHead crumbs={crumbs} title={page.title} />
      <Split>
        <Card className="px-5 py-5">
          {blocked ? <Blocked page={page} /> : <DeleteForm model={model} data={page.data} />}
        </Card>
        <Card aria-labelledby="goes-head">
          <CardHead id="goes-head" title="What goes with it" />
          <CardBody>
            <Goes page={page} />
          </CardBody>
        </Card>
      </Split>
    </>
  );
}

function Blocked({ page }: { page: DeletePage }) {
  const more = page.instanceCount - page.instances.length;
  const linked = page.model.problems.map(({ link }) => link?.href);
  const unsaid = page.instances.filter(({ href }) => !linked.includes(href));
  return (
    <Notice tone="warn" title="It can’t be deleted yet">
      <ul className="list-disc pl-5">
        {page.model.problems.map(({ message, link }) => (
          <li key={message}>
            {message}
            {link && (
              <>
                {" "}
                <a href={link.href} className="link">
                  {link.text}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {(unsaid.length > 0 || more > 0) && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {unsaid.map(({ label, href }) => (
            <li key={href}>
              <a href={href} className="link">
                {label}
              </a>
            </li>
          ))}
          {more > 0 && <li>and {more} more</li>}
        </ul>
      )}
    </Notice>
  );
}

function Goes({ page }: { page: DeletePage }) {
  const { goes, stays } = page.model;
  if (!page.clusterAsked)
    return <p className="text-muted">The cluster can’t be asked now, so its objects can’t be listed.</p>;
  if (goes.length === 0 && stays.length === 0)
    return <p className="text-muted">The cluster has no objects of it{page.simulated ? " (simulated)" : ""}.</p>;
  return (
    <>
      <Lines lines={goes} />
      {stays.length > 0 && (
        <>
          <h3 className="mt-4 mb-1.5 font-semibold">What stays in the cluster</h3>
          <Lines lines={stays} />
        </>
      )}
      {page.simulated && <p className="mt-3 text-sm text-muted">As the simulated cluster has it.</p>}
    </>
  );
}

function Lines({ lines }: { lines: DeletePage["model"]["goes"] }) {
  return (
    <ul className="grid gap-1.5">
      {lines.map(({ what, note }) => (
        <li key={what} className="break-words">
          {what}
          {note !== "" && <span className="text-sm text-muted"> · {note}</span>}
        </li>
      ))}
    </ul>
  );
}
