import { Notice } from "@/components/ui/notice";
import type { UnreadableRequest } from "@/lib/domain/unreadable-request";

/** Names the requests whose log can't be read, why, and what to do: nothing else in the portal shows them. */
export function UnreadableRequests({ requests }: { requests: readonly UnreadableRequest[] }) {
  return (
    <Notice tone="bad" title={requests.length === 1 ? "A request can’t be read" : "Some requests can’t be read"}>
      <p>They are in no list and nobody can decide them until this is mended. All others go on.</p>
      <ul className="grid list-disc gap-1.5 pl-5">
        {requests.map(({ number, ref, why, fix }) => (
          <li key={number} className="wrap-anywhere">
            Request {number} can’t be read: in <code>{ref}</code>, {why}. {fix}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
