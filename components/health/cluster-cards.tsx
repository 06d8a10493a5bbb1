import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { Time } from "@/components/ui/time";
import type { ClusterHealth, DefinitionHealth, SourceHealth, SystemHealth } from "@/lib/domain/cluster-health";
import { Fact, Facts } from "./facts";
import { DEFINITION_LOOK, SOURCE_LOOK } from "./words";

/** Whether each service's definition is in force: KRO's word and the API's. */
export function DefinitionsCard({ definitions, now }: { definitions: ClusterHealth["definitions"]; now: string }) {
  return (
    <Card aria-labelledby="definitions">
      <CardHead id="definitions" title="Definitions">
        {definitions.length}
      </CardHead>
      <ul>
        {definitions.map((one) => (
          <Definition key={one.service} definition={one} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Definition({ definition: { title, state, said, at }, now }: { definition: DefinitionHealth; now: string }) {
  const { tone, sign, word, what } = DEFINITION_LOOK[state];
  return (
    <Line
      pill={
        <Pill tone={tone} sign={sign}>
          {word}
        </Pill>
      }
      said={said}
    >
      {title}
      <span className="block text-sm text-muted">
        {state === "stale" ? `The cluster still has an older schema of ${title}. ${what}` : what}
        {at !== null && (
          <>
            {" "}
            Since <Time iso={at} now={now} />.
          </>
        )}
      </span>
    </Line>
  );
}

/** Whether Flux has fetched the repository and packed the charts that releases are made of. */
export function SourcesCard({
  health: { sources, sourcesForbidden },
  now,
}: {
  health: Pick<ClusterHealth, "sources" | "sourcesForbidden">;
  now: string;
}) {
  return (
    <Card aria-labelledby="sources">
      <CardHead id="sources" title="Sources">
        {sources.length > 0 && sources.length}
      </CardHead>
      {sources.length > 0 ? (
        <ul>
          {sources.map((one) => (
            <Source key={`${one.kind}/${one.name}`} source={one} now={now} />
          ))}
        </ul>
      ) : (
        sourcesForbidden.length === 0 && (
          <p className="px-4 py-4 text-muted">Flux has none in the control namespace: no release could be made.</p>
        )
      )}
      {sourcesForbidden.length > 0 && <NotPermitted kinds={sourcesForbidden} />}
    </Card>
  );
}

function Source({ source: { kind, name, state, said, at }, now }: { source: SourceHealth; now: string }) {
  const { tone, sign, word } = SOURCE_LOOK[state];
  return (
    <Line
      pill={
        <Pill tone={tone} sign={sign}>
          {word}
        </Pill>
      }
      said={state === "ready" ? "" : said}
    >
      {kind} <b>{name}</b>
      {at !== null && (
        <span className="block text-sm text-muted">
          since <Time iso={at} now={now} />
        </span>
      )}
    </Line>
  );
}

/** The Applications of which Argo CD states an error, with its words. */
export function ApplicationsCard({
  health: { applications, applicationsInError, applicationsForbidden },
  now,
}: {
  health: Pick<ClusterHealth, "applications" | "applicationsInError" | "applicationsForbidden">;
  now: string;
}) {
  const more = applicationsInError - applications.length;
  return (
    <Card aria-labelledby="applications">
      <CardHead id="applications" title="Applications in error">
        {applicationsInError > 0 && applicationsInError}
      </CardHead>
      {applications.length > 0 ? (
        <ul>
          {applications.map(({ name, href, said, at }) => (
            <Line key={name} pill={<Pill tone="bad">error</Pill>} said={said}>
              {href === null ? (
                <b>{name}</b>
              ) : (
                <Link href={href} prefetch={false} className="link inline-block py-0.5">
                  {name}
                </Link>
              )}
              {at !== null && (
                <span className="block text-sm text-muted">
                  since <Time iso={at} now={now} />
                </span>
              )}
            </Line>
          ))}
        </ul>
      ) : (
        !applicationsForbidden && <p className="px-4 py-4 text-muted">None: Argo CD states no error.</p>
      )}
      {more > 0 && <p className="px-4 py-2.5 text-sm text-muted">{more} more.</p>}
      {applicationsForbidden && <NotPermitted kinds={["Application"]} />}
    </Card>
  );
}

/** What runs of Argo CD, KRO and Flux, and in which version where that can be read. */
export function SystemsCard({ systems }: { systems: ClusterHealth["systems"] }) {
  return (
    <Card aria-labelledby="systems">
      <CardHead id="systems" title="What it stands on" />
      <Facts>
        {systems.map((system) => (
          <Fact key={system.name} name={system.name}>
            <System system={system} />
          </Fact>
        ))}
      </Facts>
    </Card>
  );
}

function System({ system: { namespace, parts, forbidden } }: { system: SystemHealth }) {
  if (parts.length === 0)
    return (
      <span className="text-muted">
        {forbidden
          ? "Not known: the portal may not read what runs in its namespace."
          : `Not known: nothing runs in the namespace ${namespace}, so it runs elsewhere or not at all.`}
      </span>
    );
  return (
    <ul className="grid gap-1">
      {parts.map(({ name, version, wanted, ready }) => (
        <li key={name} className="flex flex-wrap items-center justify-between gap-x-3">
          <span className="min-w-0 break-words">
            {name} <span className="text-muted">{version === null ? "version not known" : <code>{version}</code>}</span>
          </span>
          {ready < wanted ? (
            <Pill tone="bad">
              {ready} of {wanted} ready
            </Pill>
          ) : (
            <Pill tone={wanted === 0 ? "idle" : "ok"}>{wanted === 0 ? "switched off" : `${ready} of ${wanted}`}</Pill>
          )}
        </li>
      ))}
    </ul>
  );
}

function NotPermitted({ kinds }: { kinds: readonly string[] }) {
  return (
    <p className="px-4 py-4 text-muted">
      Not known: the portal may not read the kind{kinds.length > 1 && "s"} {kinds.join(" and ")}.
    </p>
  );
}

function Line({ pill, said, children }: { pill: ReactNode; said: string; children: ReactNode }) {
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-2.5 last:border-b-0">
      <span className="flex min-w-0 items-start justify-between gap-3">
        <span className="min-w-0 break-words">{children}</span>
        <span className="flex-none">{pill}</span>
      </span>
      {said !== "" && (
        <blockquote className="border-l-2 border-line-strong pl-3 text-sm wrap-anywhere whitespace-pre-wrap">
          “{said}”
        </blockquote>
      )}
    </li>
  );
}
