import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { ReviewQueue } from "@/lib/domain/request-views";

/** Pull requests that are no requests: named, with what they change, and decided on GitHub. Nothing where there are none. */
export function ForeignPulls({ pulls, now }: { pulls: ReviewQueue["foreignPulls"]; now: string }) {
  const { first, count } = pulls;
  if (count === 0) return null;
  const more = count - first.length;
  return (
    <Card aria-labelledby="foreign-pulls">
      <CardHead id="foreign-pulls" title={count === 1 ? "1 foreign pull request" : `${count} foreign pull requests`} />
      <p className="px-4 pt-3 text-sm text-muted">
        A request changes one manifest, on a branch of the releases repository. These don’t, so they are decided and
        merged on GitHub.
      </p>
      <ul className="pt-1">
        {first.map(({ number, title, url, by, openedAt, why, paths, pathCount }) => (
          <li key={number} className="grid gap-0.5 border-b border-line px-4 py-2.5 last:border-b-0">
            <a href={url} className="link wrap-anywhere">
              #{number} {title}
            </a>
            <span className="text-sm text-muted wrap-anywhere">
              by {by} · <Time iso={openedAt} now={now} />
            </span>
            <span className="text-sm wrap-anywhere">{why}</span>
            {paths.length > 0 && (
              <span className="text-sm wrap-anywhere">
                Changes {paths.join(", ")}
                {pathCount > paths.length && ` and ${pathCount - paths.length} more`}.
              </span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="border-t border-line px-4 py-2.5 text-sm text-muted">And {more} more.</p>}
    </Card>
  );
}
