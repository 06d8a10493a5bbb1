import { ChartProblems } from "@/components/catalogue/chart-problems";
import { UnknownNotice } from "@/components/status/unknown-notice";
import { ForeignFiles } from "@/components/tenants/foreign-files";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { FirstFew } from "@/components/ui/first-few";
import { Pill, Tag } from "@/components/ui/pill";
import { Time } from "@/components/ui/time";
import type { PlatformHealth } from "@/lib/domain/platform-health";
import type { Protection } from "@/lib/domain/pull-request";
import { Fact, Facts } from "./facts";
import { MirrorTrouble } from "./mirror-trouble";
import { UnreadableRequests } from "./unreadable-requests";

/** The charts: what is offered, what is kept out and why, and how old that knowledge is. */
export function CatalogueHealth({ catalogue, now }: { catalogue: PlatformHealth["catalogue"]; now: string }) {
  const { offered, problems, readAt, mirror } = catalogue;
  const count = problems.length + (mirror !== null && (mirror.refused ?? mirror.away) !== null ? 1 : 0);
  return (
    <Card aria-labelledby="charts">
      <CardHead id="charts" title="Charts">
        {count === 0 ? <Pill tone="ok">no problems</Pill> : <Problems count={count} />}
      </CardHead>
      <Facts>
        <Fact name="Offered">
          {offered.length === 0 ? (
            "None."
          ) : (
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {offered.map(({ name, title, chartVersion }) => (
                <li key={name}>
                  {title} <Tag>{chartVersion}</Tag>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name="Read">
          {mirror === null ? (
            <>
              <Time iso={readAt} now={now} />, from the files that the portal runs beside: a working tree, so no commit
              can be named. A changed file is read at once.
            </>
          ) : (
            <>
              <Time iso={readAt} now={now} />, at commit <code>{mirror.commit.slice(0, 7)}</code> of branch{" "}
              {mirror.branch} of <span className="wrap-anywhere">{mirror.repository}</span>.
            </>
          )}
        </Fact>
      </Facts>
      {mirror !== null && <MirrorTrouble mirror={mirror} now={now} />}
      {problems.length > 0 && (
        <CardBody className="border-t border-line">
          <ChartProblems problems={problems} />
        </CardBody>
      )}
    </Card>
  );
}

/** The releases repository: where main is, and what it holds. */
export function ReleasesHealth({ releases, now }: { releases: PlatformHealth["releases"]; now: string }) {
  const { repository, branch, commit, committedAt, tenants, instances, openRequests, unreadable, foreign, github } =
    releases;
  const mend = github?.problems ?? [];
  const problems = unreadable.length + foreign.length + mend.length;
  return (
    <Card aria-labelledby="releases">
      <CardHead id="releases" title="Releases repository">
        {problems === 0 ? <Pill tone="ok">readable</Pill> : <Problems count={problems} />}
      </CardHead>
      <Facts>
        <Fact name="Stands for">
          {repository}, branch {branch}.{" "}
          {github === null
            ? "The portal keeps it itself, as a bare repository on its own disk."
            : "It is on GitHub; the portal reads it from a mirror on its own disk."}
        </Fact>
        <Fact name="Newest commit">
          <code>{commit.slice(0, 7)}</code>, <Time iso={committedAt} now={now} />
        </Fact>
        {github !== null && <ProtectionFact github={github} branch={branch} now={now} />}
        <Fact name="Holds">
          {counted(tenants, "tenant")}, {counted(instances, "instance")} and {counted(openRequests, "open request")}
        </Fact>
      </Facts>
      {problems > 0 && (
        <CardBody className="grid gap-4 border-t border-line">
          {mend.length > 0 && (
            <ul className="grid list-disc gap-1 pl-5">
              {mend.map((sentence) => (
                <li key={sentence} className="wrap-anywhere">
                  {sentence}
                </li>
              ))}
            </ul>
          )}
          {unreadable.length > 0 && <UnreadableRequests requests={unreadable} />}
          {foreign.length > 0 && <ForeignFiles files={foreign} />}
        </CardBody>
      )}
    </Card>
  );
}

function ProtectionFact({
  github: { protection, away },
  branch,
  now,
}: {
  github: NonNullable<PlatformHealth["releases"]["github"]>;
  branch: string;
  now: string;
}) {
  return (
    <Fact name="On GitHub">
      {away !== null ? (
        <>
          Out of reach since <Time iso={away.since} now={now} />. What is shown is what was known then.
        </>
      ) : protection === null ? (
        "The portal can't say how it is protected."
      ) : (
        protectionSentence(protection, branch)
      )}
    </Fact>
  );
}

function protectionSentence({ checks, approvals, upToDate }: Protection, branch: string): string {
  const asks = [
    ...(checks.length > 0 ? [`the ${checks.length === 1 ? "check" : "checks"} ${checks.join(", ")}`] : []),
    ...(approvals > 0 ? [counted(approvals, "approval")] : []),
    ...(upToDate === true ? ["branches that are up to date"] : []),
  ];
  return asks.length === 0
    ? `Nothing is asked before a merge into ${branch}.`
    : `A merge into ${branch} needs ${asks.join("; ")}.`;
}

/** What lists can't show; nothing where there is no such thing. */
export function WithoutTenant({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Card aria-labelledby="without-tenant">
      <CardHead id="without-tenant" title="Without a tenant">
        <Problems count={sentences.length} />
      </CardHead>
      <CardBody>
        <ul className="grid list-disc gap-1 pl-5">
          <FirstFew items={sentences}>
            {(sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            )}
          </FirstFew>
        </ul>
      </CardBody>
    </Card>
  );
}

/** The cluster: whether there is one, whether it answers, and what that means for the status that pages show. */
export function ClusterHealth({ cluster, now }: { cluster: PlatformHealth["cluster"]; now: string }) {
  const { simulated, unreachable } = cluster;
  return (
    <Card aria-labelledby="cluster">
      <CardHead id="cluster" title="Cluster">
        {unreachable !== null ? (
          <Pill tone="bad">no answer</Pill>
        ) : simulated ? (
          <Pill tone="idle">simulated</Pill>
        ) : cluster.fallen.length > 0 ? (
          <Problems count={cluster.fallen.length} />
        ) : (
          <Pill tone="ok">answers</Pill>
        )}
      </CardHead>
      <CardBody className="grid gap-2">
        {unreachable !== null && <UnknownNotice unreachable={unreachable} now={now} />}
        {cluster.fallen.map((sentence) => (
          <p key={sentence} className="wrap-anywhere">
            {sentence}
          </p>
        ))}
        {simulated ? (
          <>
            <p>
              No cluster is connected. The status on every page is worked out from what was merged, and nothing runs.
            </p>
            <p className="text-muted">
              So nothing can be said here about Argo CD, KRO and Flux, or about whether a cluster accepts the platform’s
              definitions.
            </p>
          </>
        ) : (
          unreachable === null && (
            <p>
              The status on every page is read from the cluster.
              {cluster.health === null && " What instances stand on could not be read just now."}
            </p>
          )
        )}
      </CardBody>
    </Card>
  );
}

function Problems({ count }: { count: number }) {
  return (
    <Pill tone="warn" sign="alert">
      {counted(count, "thing")} to mend
    </Pill>
  );
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
