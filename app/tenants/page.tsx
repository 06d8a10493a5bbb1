import type { Metadata } from "next";
import { answer, told } from "@/app/answer";
import { versioned } from "@/app/versioned";
import { RequestRows } from "@/components/requests/request-rows";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { UnknownNotice } from "@/components/status/unknown-notice";
import { ForeignFiles } from "@/components/tenants/foreign-files";
import { tenantsHref, tenantsQuery } from "@/components/tenants/list-query";
import { RemoveExample } from "@/components/tenants/remove-example";
import { TenantRows } from "@/components/tenants/tenant-rows";
import { tenantsTitle } from "@/components/tenants/tenants-title";
import { Button, LinkButton } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/lib/auth/viewer";
import type { TenantList } from "@/lib/domain/tenant-views";
import { portal } from "@/lib/portal";
import { listTenants } from "@/lib/tenants/list-tenants";

export const metadata: Metadata = { title: "Tenants" };

/** A person's tenants, each with its health in one line. */
async function TenantsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [viewer, query, deps] = await Promise.all([requireViewer(), searchParams.then(tenantsQuery), portal()]);
  return answer(
    () => versioned(deps, viewer, "/tenants", () => listTenants(deps, viewer, query)),
    ({ version, view }) => (
      <Tenants list={view} version={version} everybodys={viewer.platformAdmin} now={deps.now().toISOString()} />
    ),
  );
}

function Tenants({
  list,
  version,
  everybodys,
  now,
}: {
  list: TenantList;
  version: string;
  everybodys: boolean;
  now: string;
}) {
  const title = tenantsTitle(list, everybodys);
  return (
    <PageMain>
      <PageHead
        title={title}
        sub="A tenant is a namespace of its own with owners, quota and network rules. Instances live in it."
        actions={
          <LinkButton href="/services/tenant/new" variant="primary">
            Request a tenant
          </LinkButton>
        }
      />
      <LiveRefresh
        path={tenantsHref(list)}
        version={version}
        moving={list.lines.some(({ moving }) => moving)}
        say={title}
      />
      {list.unreachable !== null && <UnknownNotice unreachable={list.unreachable} now={now} />}
      {list.exampleRemovable && <RemoveExample />}
      {list.foreign.length > 0 && <ForeignFiles files={list.foreign} />}
      {list.inTheMaking.length > 0 && (
        <Card aria-labelledby="making">
          <CardHead title="Tenants that you asked for" id="making" />
          <RequestRows lines={list.inTheMaking} now={now} caption="Open requests for new tenants" />
        </Card>
      )}
      <Card aria-label="Tenants">
        {(list.total > 0 || list.q !== "") && (
          <form
            action="/tenants"
            role="search"
            aria-label="Tenants"
            className="flex gap-2 border-b border-line px-4 py-3"
          >
            <Input
              key={list.q}
              name="q"
              type="search"
              defaultValue={list.q}
              aria-label="Search tenants"
              placeholder="name"
              className="max-w-80"
            />
            <Button type="submit">Search</Button>
          </form>
        )}
        {list.lines.length > 0 ? (
          <TenantRows lines={list.lines} />
        ) : list.q !== "" ? (
          <EmptyState
            title={`No tenant matches “${list.q}”`}
            actions={<LinkButton href="/tenants">Show all tenants</LinkButton>}
          >
            The search looks at tenants’ names.
          </EmptyState>
        ) : (
          <EmptyState title="Your tenants will be here">
            Request one, or ask an owner of a tenant to add you: owners are part of the tenant’s manifest.
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={list.page}
        pages={list.pages}
        href={(page) => tenantsHref({ q: list.q, page })}
        label="Pages of tenants"
      />
    </PageMain>
  );
}

export default told(TenantsPage);
