import type { Metadata } from "next";
import { answer, told } from "@/app/answer";
import { versioned } from "@/app/versioned";
import { CountsCard } from "@/components/instances/counts-card";
import { InstancesFilters } from "@/components/instances/instances-filters";
import { allInstancesHref, allInstancesQuery } from "@/components/instances/instances-query";
import { InstancesTable } from "@/components/instances/instances-table";
import { instancesTitle } from "@/components/instances/instances-title";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { UnknownNotice } from "@/components/status/unknown-notice";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead, Split } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/lib/auth/viewer";
import type { AllInstances } from "@/lib/domain/instances-views";
import { portal } from "@/lib/portal";
import { listInstances } from "@/lib/tenants/list-instances";

export const metadata: Metadata = { title: "All instances" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Everybody's instances, what fails first, and how many of each service and tenant fail. */
async function AllInstancesPage({ searchParams }: Props) {
  const [viewer, query, deps] = await Promise.all([requireViewer(), searchParams.then(allInstancesQuery), portal()]);
  const now = deps.now().toISOString();
  return answer(
    () => versioned(deps, viewer, "/admin/instances", () => listInstances(deps, viewer, query)),
    ({ version, view }) => {
      const title = instancesTitle(view);
      return (
        <PageMain>
          <PageHead
            crumbs={[{ text: "Admin", href: "/admin" }, { text: "All instances" }]}
            title={title}
            sub={
              view.simulated
                ? "What needs attention comes first. The cluster is simulated: nothing runs."
                : "What needs attention comes first."
            }
          />
          {view.unreachable !== null && <UnknownNotice unreachable={view.unreachable} now={now} />}
          <Listed view={view} now={now} />
          {view.total > 0 && (
            <Split>
              <CountsCard
                title="By service"
                one="Service"
                counts={view.services}
                inAll={view.services.length}
                hrefOf={(service) => allInstancesHref({ service })}
              />
              <CountsCard
                title="By tenant"
                one="Tenant"
                counts={view.tenants}
                inAll={view.tenantsInAll}
                hrefOf={(tenant) => allInstancesHref({ tenant })}
              />
            </Split>
          )}
          <LiveRefresh
            path="/admin/instances"
            version={version}
            // A real cluster reports what moves; a simulated one moves by the clock, and reports what has a page open.
            moving={view.simulated && view.states.progressing + view.states.deleting > 0}
            say={title}
          />
        </PageMain>
      );
    },
  );
}

function Listed({ view, now }: { view: AllInstances; now: string }) {
  const { query, matching, total, lines, page, pages, services } = view;
  return (
    <Card aria-labelledby="instances">
      <CardHead title="Instances" id="instances">
        {matching === total ? total : `${matching} of ${total}`}
      </CardHead>
      {total > 0 && <InstancesFilters query={query} services={services} />}
      {lines.length > 0 ? (
        <InstancesTable lines={lines} now={now} />
      ) : total > 0 ? (
        <EmptyState
          title="No instance matches"
          actions={<LinkButton href={allInstancesHref({})}>Show all {total}</LinkButton>}
        >
          Search for a shorter part of a name, or choose any tenant, service and state.
        </EmptyState>
      ) : (
        <EmptyState title="Instances will be here">
          Each one that is merged appears here, whatever tenant it belongs to.
        </EmptyState>
      )}
      {pages > 1 && (
        <div className="border-t border-line px-4 py-3">
          <Pagination
            page={page}
            pages={pages}
            href={(at) => allInstancesHref({ ...query, page: at })}
            label="Pages of instances"
          />
        </div>
      )}
    </Card>
  );
}

export default told(AllInstancesPage);
