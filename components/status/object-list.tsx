import { Card, CardHead } from "@/components/ui/card";
import { Pill, type Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import { purposeOf } from "@/lib/domain/kind-purpose";
import type { HopState, ObjectHealth, Story } from "@/lib/domain/status";

const LOOK: Record<HopState, { tone: Tone; sign: SignName; word: string }> = {
  ok: { tone: "ok", sign: "check", word: "fine" },
  now: { tone: "accent", sign: "clock", word: "at work" },
  bad: { tone: "bad", sign: "cross", word: "failed" },
  idle: { tone: "idle", sign: "dot", word: "not yet" },
  unknown: { tone: "idle", sign: "minus", word: "not known" },
};

/** What the release consists of and how each object is. */
export function ObjectList({ story }: { story: Pick<Story, "objects" | "state"> }) {
  const { objects } = story;
  return (
    <Card aria-labelledby="objects">
      <CardHead title="Objects" id="objects">
        {objects.length > 0 && objects.length}
      </CardHead>
      {objects.length === 0 ? (
        <p className="px-5 py-4 text-muted">{emptyText(story.state)}</p>
      ) : (
        <ObjectRows objects={objects} />
      )}
    </Card>
  );
}

/** A line for each object and how it is. */
export function ObjectRows({ objects }: { objects: readonly ObjectHealth[] }) {
  return (
    <ul>
      {objects.map((object) => (
        <li
          key={`${object.kind}/${object.name}`}
          className="flex min-w-0 items-center justify-between gap-3 border-b border-line px-4 py-2 last:border-b-0"
        >
          <span className="min-w-0 break-words">
            {object.kind} <b>{object.name}</b>
            <Purpose kind={object.kind} />
          </span>
          <span className="flex-none">
            <ObjectPill object={object} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Purpose({ kind }: { kind: string }) {
  const purpose = purposeOf(kind);
  return purpose === "" ? null : <span className="block text-sm text-muted">{purpose}</span>;
}

function ObjectPill({ object }: { object: ObjectHealth }) {
  const { tone, sign, word } = LOOK[object.state];
  return (
    <Pill tone={tone} sign={sign}>
      {object.note === "" ? (
        word
      ) : (
        <>
          <span className="sr-only">{word}: </span>
          {object.note}
        </>
      )}
    </Pill>
  );
}

function emptyText(state: Story["state"]): string {
  if (state === "gone") return "Nothing of it is left in the cluster.";
  if (state === "unknown") return "The cluster can’t be asked what is there.";
  return "What the chart consists of appears here as soon as Flux has installed it.";
}
