import { Notice } from "@/components/ui/notice";
import { exactTime } from "@/components/ui/relative-time";
import type { CallLimit } from "@/lib/domain/pull-request";

/** Says until when GitHub takes few calls from the portal, or none. Nothing while there are enough. */
export function CallLimitNotice({ limit }: { limit: CallLimit | null }) {
  if (limit === null) return null;
  const until = <time dateTime={limit.until}>{exactTime(limit.until)}</time>;
  return limit.reached ? (
    <Notice tone="warn" title="GitHub takes no more calls from the portal for now">
      <p>
        It takes more from {until} on. Until then pages show what was known last, and what somebody sends is refused
        with what they typed kept. Nothing is lost.
      </p>
    </Notice>
  ) : (
    <Notice tone="idle" title="GitHub’s calls for this hour run out">
      <p>
        Fewer than one in ten are left; it takes more from {until} on. When none is left, pages show what was known
        last.
      </p>
    </Notice>
  );
}
