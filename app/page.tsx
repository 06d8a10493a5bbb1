import type { Metadata } from "next";
import { Catalogue } from "@/components/catalogue/catalogue";
import { ChartProblems } from "@/components/catalogue/chart-problems";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { requireViewer } from "@/lib/auth/viewer";
import { portal } from "@/lib/portal";
import { readCatalogue } from "@/lib/requests/read-catalogue";
import { answer, told } from "./answer";
import { versioned } from "./versioned";

export const metadata: Metadata = { title: "Catalogue" };

interface Props {
  searchParams: Promise<{ q?: string | string[] }>;
}

/** What can be requested. */
async function CataloguePage({ searchParams }: Props) {
  const [viewer, { q }, deps] = await Promise.all([requireViewer(), searchParams, portal()]);
  return answer(
    () => versioned(deps, viewer, "/", () => readCatalogue(deps, viewer)),
    ({ version, view: { cards, problems, newcomer } }) => {
      const [first] = cards;
      return (
        <PageMain>
          <Catalogue
            cards={cards}
            query={[q].flat()[0] ?? ""}
            lead={
              <PageHead
                title="What do you need?"
                sub="Pick a service, fill in a short form. A request goes to the platform team; you follow it here until it runs."
              />
            }
          >
            {newcomer && first !== undefined && (
              <Notice tone="accent" title="You have no tenant yet">
                <p>
                  Services live in a tenant: your team’s own namespace, with its quota and owners. Ask for one first.
                </p>
                <div className="mt-1">
                  <LinkButton variant="primary" href={first.href}>
                    Request a tenant
                  </LinkButton>
                </div>
              </Notice>
            )}
            <ChartProblems problems={problems} />
          </Catalogue>
          <LiveRefresh path="/" version={version} moving={false} say="" />
        </PageMain>
      );
    },
  );
}

export default told(CataloguePage);
