import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { ManifestView } from "@/lib/domain/tenant-views";

/** The manifest as main has it and, when the cluster has it too, the resource as it is there. */
export function ManifestCard({
  manifest,
  live,
  now,
}: {
  manifest: ManifestView;
  /** The resource as the cluster has it, as JSON; null when it isn't there or can't be asked. */
  live?: string | null;
  now: string;
}) {
  return (
    <Card aria-labelledby="manifest">
      <CardHead title="Manifest" id="manifest">
        <code className="wrap-anywhere">{manifest.path}</code> at <code>{manifest.commit.slice(0, 7)}</code>,{" "}
        <Time iso={manifest.changedAt} now={now} />
      </CardHead>
      <Source label="Manifest as merged" text={manifest.text} />
      {live != null && (
        <details className="border-t border-line">
          <summary className="px-4 py-2.5 font-[550] hover:bg-bg">The resource as the cluster has it</summary>
          <Source label="Resource as the cluster has it" text={live} />
        </details>
      )}
    </Card>
  );
}

function Source({ label, text }: { label: string; text: string }) {
  return (
    <pre
      role="region"
      aria-label={label}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-[32rem] overflow-auto bg-sunken px-4 py-3.5 leading-[1.55]"
    >
      {text}
    </pre>
  );
}
