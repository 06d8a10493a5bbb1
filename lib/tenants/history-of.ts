import type { JsonObject } from "@/lib/domain/json";
import type { Request } from "@/lib/domain/request";
import type { PersonView } from "@/lib/domain/request-views";
import type { HistoryLine } from "@/lib/domain/tenant-views";
import type { Revision } from "@/lib/releases/port";
import { changeSentence } from "@/lib/requests/change-sentence";
import type { Deps } from "@/lib/requests/deps";
import { personOf } from "@/lib/requests/line-of";
import { textAt, valuesOf } from "@/lib/requests/manifest-file";

/** Changes that a page shows. */
const SHOWN = 10;

/** The newest merged changes of a manifest, each in a few words. */
export async function historyOf(deps: Deps, path: string, schema: JsonObject): Promise<HistoryLine[]> {
  // One more than is shown: the oldest line is described by what was there before it.
  const revisions = await deps.releases.history(path, SHOWN + 1);
  const [requests, ...texts] = await Promise.all([
    deps.releases.requests(),
    ...revisions.map(async ({ commit }) => {
      const snapshot = await deps.releases.at(commit);
      return snapshot ? textAt(snapshot, path) : null;
    }),
  ]);
  return revisions.slice(0, SHOWN).map((revision, index) => {
    const [now, before] = [texts[index] ?? null, texts[index + 1] ?? null];
    return {
      commit: revision.commit,
      at: revision.at,
      what: whatOf(schema, before, now, revision.subject),
      by: personOf(revision.by),
      reviewedBy: reviewersOf(requests, revision),
      request: revision.request === null ? null : { number: revision.request, href: `/requests/${revision.request}` },
    };
  });
}

/** Git's trailer holds subjects; what they are called stands in the request. One that isn't there is told by its subject. */
function reviewersOf(requests: readonly Request[], { request, reviewedBy }: Revision): PersonView[] {
  const events = requests.find(({ number }) => number === request)?.events ?? [];
  const subjects = reviewedBy === null ? [] : reviewedBy.split(", ");
  return subjects.map((subject) => {
    const person = events.find(({ by }) => by.subject === subject)?.by;
    return person ? personOf(person) : { subject, name: subject };
  });
}

function whatOf(schema: JsonObject, before: string | null, now: string | null, subject: string): string {
  if (now === null) return "Deleted";
  if (before === null) return "Created";
  const [old, values] = [valuesOf(before), valuesOf(now)];
  return (old && values && changeSentence(schema, old, values)) || subject;
}
