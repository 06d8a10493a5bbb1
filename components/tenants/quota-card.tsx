import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import type { QuotaUse } from "@/lib/domain/tenant-views";

/** How much of the tenant's quota is used, as the cluster counts it. Nothing when the cluster didn't say. */
export function QuotaCard({ quota }: { quota: readonly QuotaUse[] }) {
  if (quota.length === 0) return null;
  return (
    <Card aria-labelledby="quota">
      <CardHead title="Quota" id="quota" />
      <CardBody className="grid gap-3">
        {quota.map((use) => (
          <Meter
            key={use.resource}
            label={use.resource}
            text={`${use.used} of ${use.hard}`}
            value={use.ratio ?? 0}
            max={1}
          />
        ))}
      </CardBody>
    </Card>
  );
}
