import { Card, CardHead } from "@/components/ui/card";
import { Pill, Tag, type Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import { Time } from "@/components/ui/time";
import type { PullCheck, PullRequest, PullReview } from "@/lib/domain/pull-request";
import type { RequestView } from "@/lib/domain/request-views";

const CHECKS: Record<PullCheck["state"], { tone: Tone; word: string; sign?: SignName }> = {
  passed: { tone: "ok", word: "passed" },
  failed: { tone: "bad", word: "failed" },
  running: { tone: "warn", word: "running" },
  missing: { tone: "idle", word: "not begun" },
};

const REVIEWS: Record<PullReview["says"], { tone: Tone; word: string; sign?: SignName }> = {
  approved: { tone: "ok", word: "approved" },
  "changes-asked": { tone: "warn", word: "asked for changes", sign: "alert" },
  commented: { tone: "idle", word: "commented", sign: "speech" },
};

/** A request as GitHub sees it: what it still waits for there, checks and reviews. Nothing where there is no GitHub. */
export function PullCard({ request, now }: { request: Pick<RequestView, "number" | "pull">; now: string }) {
  const { number, pull } = request;
  if (pull === null) return null;
  return (
    <Card aria-labelledby="on-github">
      <CardHead id="on-github" title="On GitHub">
        <a href={pull.url} className="link">
          Pull request {number}
        </a>
      </CardHead>
      <Sentences pull={pull} />
      {pull.checks.length > 0 && (
        <List label="Checks">
          {pull.checks.map((check) => (
            <Row key={check.name} state={CHECKS[check.state]} says={check.says}>
              {check.url === null ? (
                <span className="wrap-anywhere">{check.name}</span>
              ) : (
                <a href={check.url} className="link wrap-anywhere">
                  {check.name}
                </a>
              )}{" "}
              {check.required && <Tag>required</Tag>}
            </Row>
          ))}
        </List>
      )}
      {pull.reviews.length > 0 && (
        <List label="Reviews">
          {pull.reviews.map(({ login, says, at, current }) => (
            <Row key={login} state={REVIEWS[says]} says={current ? "" : "about an earlier commit"}>
              <b className="wrap-anywhere">{login}</b> <Time iso={at} now={now} />
            </Row>
          ))}
        </List>
      )}
    </Card>
  );
}

function Sentences({ pull: { waits, unknown } }: { pull: PullRequest }) {
  const all = [...waits, ...unknown];
  if (all.length === 0) return <p className="px-4 py-3">Nothing there keeps it from being merged.</p>;
  return (
    <ul className="grid gap-1 px-4 py-3">
      {all.map((sentence) => (
        <li key={sentence} className="wrap-anywhere">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

function List({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="border-t border-line px-4 py-3">
      <h3 className="text-sm font-semibold text-muted">{label}</h3>
      <ul className="mt-1.5 grid gap-1.5">{children}</ul>
    </div>
  );
}

function Row({
  state: { tone, word, sign },
  says,
  children,
}: {
  state: { tone: Tone; word: string; sign?: SignName };
  says: string;
  children: React.ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <span className="min-w-0">
        {children}
        {says !== "" && <span className="block text-sm text-muted wrap-anywhere">{says}</span>}
      </span>
      <Pill tone={tone} {...(sign ? { sign } : {})}>
        {word}
      </Pill>
    </li>
  );
}
