import type { Metadata } from "next";
import { answer, told } from "@/app/answer";
import { versioned } from "@/app/versioned";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { spoken } from "@/components/status/words";
import { instancesHref, instancesQuery } from "@/components/tenants/list-query";
import { TenantPage } from "@/components/tenants/tenant-page";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readTenant } from "@/lib/tenants/read-tenant";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).tenant };
}

/** One tenant: its instances, its own state, owners, quota, open requests and history. */
async function Page({ params, searchParams }: Props) {
  const [viewer, { tenant }, query, deps] = await Promise.all([
    requireViewer(),
    params,
    searchParams.then(instancesQuery),
    portal(),
  ]);
  return answer(
    () => versioned(deps, viewer, `/tenants/${tenant}`, () => readTenant(deps, viewer, { tenant, query })),
    ({ version, view }) => {
      const states = [view.status.story, ...view.instances.map(({ status }) => status)];
      return (
        <PageMain>
          <LiveRefresh
            path={instancesHref(view.name, view.query)}
            version={version}
            moving={states.some(({ state }) => state === "progressing" || state === "deleting")}
            say={spoken(view.status.story)}
          />
          <TenantPage view={view} platformAdmin={viewer.platformAdmin} now={deps.now().toISOString()} />
        </PageMain>
      );
    },
  );
}

export default told(Page);
