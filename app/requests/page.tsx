import type { Metadata } from "next";
import { cookies } from "next/headers";
import { RequestFilters } from "@/components/requests/filters";
import { listHref, listQuery } from "@/components/requests/list-href";
import { NewsList } from "@/components/requests/news-list";
import { RequestRows } from "@/components/requests/request-rows";
import { PageMain } from "@/components/shell/page-main";
import { LiveRefresh } from "@/components/status/live-refresh";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/lib/auth/viewer";
import type { RequestList } from "@/lib/domain/request-views";
import { SEEN_COOKIE } from "@/lib/domain/seen";
import { portal } from "@/lib/portal";
import { listRequests } from "@/lib/requests/list-requests";
import { readAttention } from "@/lib/requests/read-attention";
import { answer, told } from "../answer";
import { versioned } from "../versioned";

export const metadata: Metadata = { title: "Requests" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The requests that a person may see, and what happened to their own since they last looked. */
async function RequestsPage({ searchParams }: Props) {
  const [viewer, params, jar, deps] = await Promise.all([requireViewer(), searchParams, cookies(), portal()]);
  const now = deps.now().toISOString();
  return answer(
    () =>
      versioned(deps, viewer, "/requests", () =>
        Promise.all([
          listRequests(deps, viewer, listQuery(params)),
          readAttention(deps, viewer, { seen: jar.get(SEEN_COOKIE)?.value ?? "" }),
        ]),
      ),
    ({ version, view: [list, { news }] }) => (
      <PageMain>
        <PageHead
          title={headingOf(list)}
          sub="Each asks for one change of one manifest. The platform team decides; what is merged is deployed by itself."
          actions={<LinkButton href="/">New request</LinkButton>}
        />
        <NewsList news={news} now={now} />
        <div className="grid gap-3">
          <RequestFilters list={list} />
          <Card aria-label="Requests">
            {list.lines.length === 0 ? (
              <Nothing list={list} />
            ) : (
              <RequestRows lines={list.lines} now={now} caption={`Requests, page ${list.page} of ${list.pages}`} />
            )}
          </Card>
          <Pagination
            page={list.page}
            pages={list.pages}
            label="Pages of requests"
            href={(page) => listHref({ filter: list.filter, q: list.q, page })}
          />
        </div>
        <LiveRefresh path="/requests" version={version} moving={false} say={headingOf(list)} />
      </PageMain>
    ),
  );
}

function headingOf({ counts }: RequestList): string {
  if (counts.open === 0) return "No open requests";
  return counts.open === 1 ? "1 request is open" : `${counts.open} requests are open`;
}

function Nothing({ list }: { list: RequestList }) {
  if (list.q !== "")
    return (
      <EmptyState
        title={`No request matches “${list.q}”`}
        actions={<LinkButton href={listHref({ filter: list.filter })}>Show them all</LinkButton>}
      >
        The search looks at titles, tenants, names, people and numbers of the requests in this view.
      </EmptyState>
    );
  return (
    <EmptyState
      title={list.filter === "ended" ? "No request has ended yet" : "Nothing is open"}
      actions={<LinkButton href="/">Look at the catalogue</LinkButton>}
    >
      A request appears here when you or somebody in your tenants asks for a service, a change or a deletion.
    </EmptyState>
  );
}

export default told(RequestsPage);
