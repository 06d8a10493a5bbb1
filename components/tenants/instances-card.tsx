import { LinkButton } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { TenantView } from "@/lib/domain/tenant-views";
import { InstanceFilters } from "./instance-filters";
import { InstanceRows } from "./instance-rows";
import { instancesHref } from "./list-query";

/** A tenant's instances: search, state and order on top, one page of rows below. */
export function InstancesCard({ view, now }: { view: TenantView; now: string }) {
  const { query, matching, total, name } = view;
  return (
    <Card aria-labelledby="instances">
      <CardHead title="Instances" id="instances">
        {matching === total ? total : `${matching} of ${total}`}
      </CardHead>
      {total > 1 && <InstanceFilters tenant={name} query={query} />}
      {view.instances.length > 0 ? (
        <InstanceRows lines={view.instances} now={now} caption={`Instances in ${name}`} />
      ) : total > 0 ? (
        <EmptyState
          title="No instance matches"
          actions={<LinkButton href={`/tenants/${name}`}>Show all {total}</LinkButton>}
        >
          Search for a shorter part of the name, or choose any state.
        </EmptyState>
      ) : (
        <EmptyState title="Instances will be here">
          {view.can.request.allowed
            ? "Request the first one below: a form opens, and the platform team reviews what you send."
            : (view.can.request.why ?? "")}
        </EmptyState>
      )}
      {view.pages > 1 && (
        <div className="border-t border-line px-4 py-3">
          <Pagination
            page={view.page}
            pages={view.pages}
            href={(page) => instancesHref(name, { ...query, page })}
            label="Pages of instances"
          />
        </div>
      )}
    </Card>
  );
}
