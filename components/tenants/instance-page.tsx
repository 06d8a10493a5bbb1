import Link from "next/link";
import { stateWord } from "@/components/requests/state-pill";
import { Evidence } from "@/components/status/evidence";
import { ObjectList } from "@/components/status/object-list";
import { StatusCard } from "@/components/status/status-card";
import { StoryPill } from "@/components/status/status-pill";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead, Split } from "@/components/ui/page-head";
import { Tag } from "@/components/ui/pill";
import { Time } from "@/components/ui/time";
import type { RequestLine } from "@/lib/domain/request-views";
import type { InstanceView } from "@/lib/domain/tenant-views";
import { causeLinks } from "./cause-links";
import { ChildrenCard } from "./children-card";
import { ConnectionCard } from "./connection-card";
import { DriftCard } from "./drift-card";
import { FileNotice } from "./file-notice";
import { HistoryCard } from "./history-card";
import { Reasons } from "./rights";

/** An instance's page. */
export function InstancePage({
  view,
  platformAdmin,
  now,
}: {
  view: InstanceView;
  platformAdmin: boolean;
  now: string;
}) {
  const { target, service } = view;
  const { story } = view.status;
  const edit = view.can.edit.allowed ? view.links.edit : null;
  return (
    <>
      <PageHead
        crumbs={[
          { text: "Tenants", href: "/tenants" },
          { text: target.tenant, href: `/tenants/${target.tenant}` },
          { text: `${service.title} ${target.name}` },
        ]}
        title={
          <>
            {target.name} {view.example && <Tag>example</Tag>}
          </>
        }
        sub={
          <>
            {service.title} in {target.tenant}; in the cluster its release is <code>{view.releaseName}</code>.
          </>
        }
        actions={
          <>
            <StoryPill story={story} />
            {edit !== null && <LinkButton href={edit}>Edit</LinkButton>}
            {view.can.remove.allowed && (
              <LinkButton href={view.links.remove} variant="danger">
                Delete
              </LinkButton>
            )}
          </>
        }
      />
      {view.openRequest !== null && <OpenRequest request={view.openRequest} now={now} />}
      {view.manifest === null && <Removed view={view} />}
      <FileNotice problems={view.problems} edit={edit} />
      <StatusCard
        status={view.status}
        now={now}
        links={causeLinks(story.cause, {
          name: target.name,
          edit,
          tenant: target.tenant,
          ownsTenant: view.role === "admin" || platformAdmin,
        })}
      />
      {view.children.length > 0 && <ChildrenCard name={target.name} items={view.children} />}
      {view.connection !== null && <ConnectionCard connection={view.connection} ready={story.state === "ready"} />}
      <Split>
        <ObjectList story={story} />
        <HistoryCard history={view.history} now={now} />
      </Split>
      <Evidence story={story} now={now} />
      {view.manifest !== null && view.drift !== null && (
        <DriftCard
          manifest={view.manifest}
          drift={view.drift}
          live={view.live}
          simulated={view.status.simulated}
          now={now}
        />
      )}
      <Reasons
        rights={[
          { what: "Edit", right: view.can.edit },
          { what: "Delete", right: view.can.remove },
        ]}
      />
    </>
  );
}

function OpenRequest({ request, now }: { request: RequestLine; now: string }) {
  return (
    <Notice tone="accent" title={`A request is open: ${request.title}`}>
      <p>
        <Link href={request.href} prefetch={false} className="link">
          Request {request.number}
        </Link>{" "}
        by {request.mine ? "you" : request.by.name} is {stateWord(request.state)}, opened{" "}
        <Time iso={request.openedAt} now={now} />. Until it is decided, nothing else can be asked for here.
      </p>
    </Notice>
  );
}

function Removed({ view }: { view: InstanceView }) {
  const { story } = view.status;
  return (
    <Notice tone="idle" title={`${view.target.name} was deleted`}>
      <p>
        {story.state === "gone"
          ? "Its history stays in Git; the name can be used again."
          : story.cause === null
            ? "It is on its way out of the cluster. Its history stays in Git."
            : "It is not out of the cluster yet; below stands why. Its history stays in Git."}
      </p>
    </Notice>
  );
}
