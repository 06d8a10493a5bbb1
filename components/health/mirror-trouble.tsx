import { CardBody } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { PlatformMirror } from "@/lib/domain/platform-mirror";

/** Why the newest commit of the platform repository isn't what people see; nothing when it is. */
export function MirrorTrouble({
  mirror: { refused, away, askedAt, commit },
  now,
}: {
  mirror: PlatformMirror;
  now: string;
}) {
  if (refused === null && away === null) return null;
  return (
    <CardBody className="grid gap-2 border-t border-line">
      {refused !== null && (
        <>
          <p>
            Commit <code>{refused.commit.slice(0, 7)}</code> is newer and can’t be used, so{" "}
            <code>{commit.slice(0, 7)}</code> stays. Mend it with another commit; nothing has to be restarted.
          </p>
          <ul className="grid list-disc gap-1 pl-5">
            {refused.why.map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      {away !== null && (
        <p className="wrap-anywhere">
          {away} What was read before goes on being used.
          {askedAt !== null && (
            <>
              {" "}
              It answered last <Time iso={askedAt} now={now} />.
            </>
          )}
        </p>
      )}
    </CardBody>
  );
}
