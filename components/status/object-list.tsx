import { Card, CardHead } from "@/components/ui/card";
import { Pill, type Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import { Cell, Row, Table } from "@/components/ui/table";
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
        <Table
          caption="Objects of the release"
          columns={[
            { text: "Object", hidden: true },
            { text: "State", hidden: true },
          ]}
        >
          {objects.map((object) => (
            <Row
              key={`${object.kind}/${object.name}`}
              className="max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center"
            >
              <Cell head className="break-words">
                {object.kind} <b>{object.name}</b>
              </Cell>
              <Cell end>
                <ObjectPill object={object} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
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
