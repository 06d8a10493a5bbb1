import Link from "next/link";
import { RequestRows } from "@/components/requests/request-rows";
import { Evidence } from "@/components/status/evidence";
import { ObjectList } from "@/components/status/object-list";
import { StatusCard } from "@/components/status/status-card";
import { StoryPill } from "@/components/status/status-pill";
import { LinkButton } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { PageHead, Split } from "@/components/ui/page-head";
import { Tag } from "@/components/ui/pill";
import type { TenantView } from "@/lib/domain/tenant-views";
import { causeLinks } from "./cause-links";
import { FileNotice } from "./file-notice";
import { HistoryCard } from "./history-card";
import { InstancesCard } from "./instances-card";
import { ManifestCard } from "./manifest-card";
import { OwnersCard } from "./owners-card";
import { QuotaCard } from "./quota-card";
import { Reasons } from "./rights";

/** A tenant's page. Its instances come first, unless the tenant itself is not ready: then that explains the rest. */
export function TenantPage({ view, platformAdmin, now }: { view: TenantView; platformAdmin: boolean; now: string }) {
  const { story } = view.status;
  const edit = view.can.edit.allowed ? view.links.edit : null;
  const status = (
    <StatusCard
      status={view.status}
      now={now}
      links={causeLinks(story.cause, {
        name: view.name,
        edit,
        tenant: view.name,
        ownsTenant: view.role === "admin" || platformAdmin,
      })}
    />
  );
  return (
    <>
      <PageHead
        crumbs={[{ text: "Tenants", href: "/tenants" }, { text: view.name }]}
        title={
          <>
            {view.name} {view.example && <Tag>example</Tag>}
          </>
        }
        sub={subOf(view)}
        actions={
          <>
            <StoryPill story={story} />
            {edit !== null && <LinkButton href={edit}>Edit tenant</LinkButton>}
            {view.can.remove.allowed && (
              <LinkButton href={view.links.remove} variant="danger">
                Delete tenant
              </LinkButton>
            )}
          </>
        }
      />
      <FileNotice problems={view.problems} edit={edit} />
      {story.state !== "ready" && status}
      {view.openRequests.length > 0 && (
        <Card aria-labelledby="open-requests">
          <CardHead title="Open requests" id="open-requests">
            {view.openRequests.length}
          </CardHead>
          <RequestRows lines={view.openRequests} now={now} caption={`Open requests in ${view.name}`} />
        </Card>
      )}
      <InstancesCard view={view} now={now} />
      {view.can.request.allowed && view.services.length > 0 && <NewInstance view={view} />}
      {story.state === "ready" && status}
      <Split>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <OwnersCard owners={view.owners} />
          <ObjectList story={story} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6">
          <QuotaCard quota={view.quota} />
          <HistoryCard history={view.history} now={now} />
        </div>
      </Split>
      <Evidence story={story} now={now} />
      {view.manifest !== null && <ManifestCard manifest={view.manifest} now={now} />}
      <Reasons
        rights={[
          { what: "Request an instance", right: view.can.request },
          { what: "Edit tenant", right: view.can.edit },
          { what: "Delete tenant", right: view.can.remove },
        ]}
      />
    </>
  );
}

function NewInstance({ view }: { view: TenantView }) {
  return (
    <Card aria-labelledby="new-instance">
      <CardHead title={`Request something in ${view.name}`} id="new-instance" />
      <CardBody>
        <ul className="flex flex-wrap gap-2.5">
          {view.services.map((service) => (
            <li key={service.name}>
              <LinkButton href={`/services/${service.name}/new?tenant=${view.name}`}>{service.title}</LinkButton>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function subOf(view: TenantView) {
  const count = view.total === 0 ? "No instances yet" : `${view.total} instance${view.total === 1 ? "" : "s"}`;
  const role = view.role === null ? "you see it as platform admin" : `your role is ${view.role}`;
  return (
    <>
      {count}; {role}.{" "}
      {view.manifest === null && (
        <>
          It was deleted;{" "}
          <Link href="/tenants" prefetch={false} className="link">
            your other tenants
          </Link>{" "}
          are not touched.
        </>
      )}
    </>
  );
}
