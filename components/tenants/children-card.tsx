import { ObjectRows } from "@/components/status/object-list";
import { StatusPill } from "@/components/status/status-pill";
import { Card, CardHead } from "@/components/ui/card";
import type { ChildView } from "@/lib/domain/tenant-views";

/** What a composite is made of: each child with its state and its objects, and nothing to do with it but to look. */
export function ChildrenCard({ name, items }: { name: string; items: readonly ChildView[] }) {
  return (
    <Card aria-labelledby="children">
      <CardHead title="Children" id="children">
        {items.length}
      </CardHead>
      <p className="border-b border-line px-5 py-3 text-muted">
        They come and go with {name}, which holds their settings. It is ready when they all are.
      </p>
      <ul>
        {items.map((child) => (
          <li key={child.releaseName} className="border-b border-line last:border-b-0">
            <div className="flex min-w-0 items-start justify-between gap-3 px-4 py-2.5">
              <span className="min-w-0 break-words">
                <h3 className="inline font-normal">
                  {child.service.title} <b>{child.name}</b>
                </h3>
                <span className="block text-sm text-muted">
                  {child.status.state === "ready" ? `Its release is ${child.releaseName}.` : child.status.sentence}
                </span>
              </span>
              <span className="flex-none">
                <StatusPill state={child.status.state} />
              </span>
            </div>
            {child.objects.length > 0 && (
              <div className="ml-4 border-l border-line">
                <ObjectRows objects={child.objects} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
