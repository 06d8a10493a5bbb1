import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { ManifestView } from "@/lib/domain/tenant-views";
import { ManifestSource } from "./manifest-source";

/** The manifest as main has it. */
export function ManifestCard({ manifest, now }: { manifest: ManifestView; now: string }) {
  return (
    <Card aria-labelledby="manifest">
      <CardHead title="Manifest" id="manifest">
        <ManifestPlace manifest={manifest} now={now} />
      </CardHead>
      <ManifestSource label="Manifest as merged" text={manifest.text} />
    </Card>
  );
}

/** Where a manifest lies, at which commit, and since when. */
export function ManifestPlace({ manifest, now }: { manifest: ManifestView; now: string }) {
  return (
    <>
      <code className="wrap-anywhere">{manifest.path}</code> at <code>{manifest.commit.slice(0, 7)}</code>,{" "}
      <Time iso={manifest.changedAt} now={now} />
    </>
  );
}
