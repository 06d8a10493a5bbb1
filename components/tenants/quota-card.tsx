import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Fold } from "@/components/ui/fold";
import { Meter } from "@/components/ui/meter";
import type { QuotaUse, QuotaView } from "@/lib/domain/tenant-views";
import { isShownFirst, resourceName } from "./quota-words";

const UNKNOWN: Record<NonNullable<QuotaView["why"]>, string> = {
  away: "The cluster can’t be asked at the moment, so nobody can say what is used.",
  forbidden: "The portal may not read quotas in this cluster.",
  uncounted: "Kubernetes has not counted yet what is used.",
  absent: "The tenant has no quota in the cluster yet.",
  simulated: "A simulated cluster runs nothing, so nothing is counted.",
};

/** How much of the tenant's quota is used and left, as the cluster counts it, or why nobody can say. */
export function QuotaCard({ quota: { uses, why } }: { quota: QuotaView }) {
  const first = uses.filter(isShownFirst);
  const rest = uses.filter((use) => !first.includes(use));
  return (
    <Card aria-labelledby="quota">
      <CardHead title="Quota" id="quota" />
      {why === null ? (
        <>
          <CardBody className="grid gap-3">
            <Meters uses={first.length > 0 ? first : rest} />
          </CardBody>
          {first.length > 0 && rest.length > 0 && (
            <Fold title="Everything else" note={`${rest.length} limits, none of them near`}>
              <CardBody className="grid gap-3">
                <Meters uses={rest} />
              </CardBody>
            </Fold>
          )}
        </>
      ) : (
        <p className="px-4 py-4 text-muted">{UNKNOWN[why]}</p>
      )}
    </Card>
  );
}

function Meters({ uses }: { uses: readonly QuotaUse[] }) {
  return uses.map(({ resource, used, hard, free, ratio }) => (
    <Meter
      key={resource}
      label={resourceName(resource)}
      text={free === null ? `${used} of ${hard} used` : `${used} of ${hard} used, ${free} free`}
      value={ratio ?? 0}
      max={1}
    />
  ));
}
