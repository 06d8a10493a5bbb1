import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { Time } from "@/components/ui/time";
import type { Cause, StoryState } from "@/lib/domain/status";

/** Why it does not go on: the sentence, the machine's own words, what still runs and what can be done about it. */
export function CauseBox({
  cause,
  state,
  since,
  now,
  links,
}: {
  cause: Cause;
  state: StoryState;
  /** ISO 8601, UTC: when the cause was stated; null when nobody knows. */
  since: string | null;
  now: string;
  /** What the person can open to do something about it, most helpful first. */
  links: readonly { text: string; href: string }[];
}) {
  const slow = state === "progressing";
  return (
    <div
      className={cx(
        "mx-5 mb-5 grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-lg border border-l-4 px-4.5 py-3.5",
        slow ? "border-warn bg-warn-soft" : "border-bad bg-bad-soft",
      )}
    >
      <h2>{cause.sentence}</h2>
      <p className="break-words">
        {cause.stillRuns !== null && <>{cause.stillRuns} </>}
        {cause.advice}
      </p>
      {cause.quote !== "" && (
        <figure className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <figcaption className="text-sm">
            <code className="wrap-anywhere">{cause.said}</code> said
            {since !== null && (
              <>
                {" "}
                <Time iso={since} now={now} />
              </>
            )}
            :
          </figcaption>
          <blockquote className="border-l-2 border-line-strong pl-3 text-sm wrap-anywhere whitespace-pre-wrap">
            “{cause.quote}”
          </blockquote>
        </figure>
      )}
      {links.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {links.map((link) => (
            <li key={link.href}>
              <Link href={link.href} prefetch={false} className="link inline-block py-0.5">
                {link.text}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
