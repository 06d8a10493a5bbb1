import { StatusCard } from "@/components/status/status-card";
import type { RequestView } from "@/lib/domain/request-views";

/** How what was asked for is since the merge. Nothing before. */
export function StatusStory({
  request,
  now,
}: {
  request: Pick<RequestView, "status" | "links" | "target">;
  now: string;
}) {
  const { status, links, target } = request;
  if (status === null) return null;
  const name = target.type === "tenant" ? target.tenant : target.name;
  return (
    <section aria-labelledby="since-the-merge" className="grid gap-3">
      <h2 id="since-the-merge">Since the merge</h2>
      <StatusCard status={status} now={now} links={[{ text: `Open ${name}`, href: links.target }]} />
    </section>
  );
}
