import type { Metadata } from "next";
import { answer, told } from "@/app/answer";
import { versioned } from "@/app/versioned";
import { CallLimitNotice } from "@/components/health/call-limit-notice";
import { ApplicationsCard, DefinitionsCard, SourcesCard, SystemsCard } from "@/components/health/cluster-cards";
import { CatalogueHealth, ClusterHealth, ReleasesHealth, WithoutTenant } from "@/components/health/health-cards";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { PageHead, Split } from "@/components/ui/page-head";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { platformHealth } from "@/lib/requests/platform-health";

export const metadata: Metadata = { title: "Platform health" };

/** What the portal knows of the platform's own parts, and what it can't know. */
async function PlatformHealthPage() {
  const [viewer, deps] = await Promise.all([requireViewer(), portal()]);
  const now = deps.now().toISOString();
  return answer(
    () => versioned(deps, viewer, "/admin/health", () => platformHealth(deps, viewer)),
    ({ version, view: { unwell, withoutTenant, catalogue, releases, cluster } }) => {
      const title = titleOf(unwell);
      return (
        <PageMain>
          <PageHead
            crumbs={[{ text: "Admin", href: "/admin" }, { text: "Platform health" }]}
            title={title}
            sub="What the portal stands on: charts, the releases repository, and the cluster."
          />
          <CallLimitNotice limit={releases.github?.limit ?? null} />
          <Split>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
              {cluster.health !== null && <DefinitionsCard definitions={cluster.health.definitions} now={now} />}
              <CatalogueHealth catalogue={catalogue} now={now} />
              <ReleasesHealth releases={releases} now={now} />
              <WithoutTenant sentences={withoutTenant} />
            </div>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
              <ClusterHealth cluster={cluster} now={now} />
              {cluster.health !== null && (
                <>
                  <ApplicationsCard health={cluster.health} now={now} />
                  <SourcesCard health={cluster.health} now={now} />
                  <SystemsCard systems={cluster.health.systems} />
                </>
              )}
            </div>
          </Split>
          <LiveRefresh path="/admin/health" version={version} moving={false} say={title} />
        </PageMain>
      );
    },
  );
}

function titleOf(unwell: number): string {
  if (unwell === 0) return "Nothing that the portal can see needs mending";
  return unwell === 1 ? "1 thing needs mending" : `${unwell} things need mending`;
}

export default told(PlatformHealthPage);
