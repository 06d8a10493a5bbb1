import type { ReactNode } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import type { ConnectionView } from "@/lib/domain/tenant-views";

/** What an instance is reached by, to be copied: addresses, and the names of the Secrets with its credentials. */
export function ConnectionCard({
  connection: { addresses, secrets, unnamed },
  ready,
}: {
  connection: ConnectionView;
  /** False while nobody answers there yet. */
  ready: boolean;
}) {
  if (addresses.length + secrets.length + unnamed.length === 0) return null;
  return (
    <Card aria-labelledby="connection">
      <CardHead title="Connect" id="connection">
        {!ready && "answers once it is ready"}
      </CardHead>
      <dl className="divide-y divide-line">
        {addresses.map(({ of, address, use, from }) => (
          <Line key={address} name={from === "outside" ? "From anywhere" : "In the cluster"} note={notes(of, use)}>
            <Copied>{address}</Copied>
          </Line>
        ))}
        {unnamed.map((name) => (
          <Line key={name} name="From anywhere" note="">
            Ingress <b>{name}</b>, whose host isn’t known here.
          </Line>
        ))}
        {secrets.map(({ of, name, keys, use }) => (
          <Line key={name} name="Secret" note={notes(of, use)}>
            <Copied>{name}</Copied>
            {keys.length > 0 && (
              <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-sm">
                <span className="text-muted">keys</span>
                {keys.map((key) => (
                  <Copied key={key}>{key}</Copied>
                ))}
              </span>
            )}
          </Line>
        ))}
      </dl>
      {secrets.length > 0 && (
        <CardBody className="border-t border-line py-2.5 text-sm text-muted">
          The portal knows Secrets by their names and never reads what is in them. An app in the tenant refers to them
          by name and key.
        </CardBody>
      )}
    </Card>
  );
}

function notes(of: string, use: string): string {
  return [of, use].filter((part) => part !== "").join(" · ");
}

/** One click selects all of it. */
function Copied({ children }: { children: string }) {
  return <code className="wrap-anywhere select-all">{children}</code>;
}

function Line({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-sm leading-[1.7] text-muted">{name}</dt>
      <dd className="min-w-0 break-words">
        {children}
        {note !== "" && <span className="block text-sm text-muted">{note}</span>}
      </dd>
    </div>
  );
}
