import type { ReactNode } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Condition, KubernetesEvent } from "@/lib/domain/kubernetes";
import type { Story } from "@/lib/domain/status";
import { HOP_LOOK, HOP_WORD } from "./words";

/** What the story was told from: the hops as a table, every condition behind them, and the latest events. */
export function Evidence({ story, now }: { story: Story; now: string }) {
  const conditions = story.hops.flatMap((hop) => hop.conditions.map((condition) => ({ hop, condition })));
  return (
    <Card aria-labelledby="evidence" id="conditions">
      <CardHead title="Conditions and events" id="evidence" />
      <Fold title="The hops as a table" count={story.hops.length}>
        <Table caption="The hops from commit to pod" columns={columns("Hop", "State", "Since", "What it does")}>
          {story.hops.map((hop) => (
            <Row key={hop.id}>
              <Cell head>
                <b>{HOP_LOOK[hop.id].title}</b>
              </Cell>
              <Cell label="State">
                {HOP_WORD[hop.state]}
                {hop.note !== "" && <span className="text-muted"> · {hop.note}</span>}
              </Cell>
              <Cell label="Since">
                {hop.at === null ? <span className="text-muted">–</span> : <Time iso={hop.at} now={now} />}
              </Cell>
              <Cell label="What it does" className="text-muted">
                {HOP_LOOK[hop.id].what}
              </Cell>
            </Row>
          ))}
        </Table>
      </Fold>
      <Fold title="Conditions" count={conditions.length}>
        {conditions.length === 0 ? (
          <Nothing>No object has stated a condition yet.</Nothing>
        ) : (
          <Table
            caption="Conditions behind the hops"
            columns={columns("Condition", "Hop", "Reason and message", "Since")}
          >
            {conditions.map(({ hop, condition }) => (
              <Row key={`${hop.id} ${condition.type}`}>
                <Cell head className="break-words">
                  <ConditionPill condition={condition} />
                </Cell>
                <Cell label="Hop">{HOP_LOOK[hop.id].title}</Cell>
                <Cell label="Reason" className="break-words">
                  {condition.reason}
                  {condition.message !== "" && <span className="block text-sm text-muted">{condition.message}</span>}
                </Cell>
                <Cell label="Since" className="text-muted">
                  {condition.lastTransitionTime !== "" && <Time iso={condition.lastTransitionTime} now={now} />}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Fold>
      <Fold title="Events" count={story.events.length}>
        {story.events.length === 0 ? (
          <Nothing>No events in the last hour; the cluster keeps them no longer.</Nothing>
        ) : (
          <Table caption="Events, newest first" columns={columns("Event", "About", "Message", "When")}>
            {story.events.map((event) => (
              <EventRow key={`${event.about} ${event.reason} ${event.at}`} event={event} now={now} />
            ))}
          </Table>
        )}
      </Fold>
    </Card>
  );
}

function EventRow({ event, now }: { event: KubernetesEvent; now: string }) {
  return (
    <Row>
      <Cell head>
        <Pill tone={event.type === "Warning" ? "warn" : "idle"} sign={event.type === "Warning" ? "alert" : "dot"}>
          {event.reason}
        </Pill>
      </Cell>
      <Cell label="About" className="break-all">
        {event.about}
      </Cell>
      <Cell label="Message" className="break-words">
        {event.message}
        {event.count > 1 && <span className="text-muted"> ({event.count} times)</span>}
      </Cell>
      <Cell label="When" className="text-muted">
        <Time iso={event.at} now={now} />
      </Cell>
    </Row>
  );
}

/** A condition's own verdict is not good or bad by itself (Stalled=True is bad), so its word is the status as stated. */
function ConditionPill({ condition }: { condition: Condition }) {
  return (
    <>
      <b>{condition.type}</b> <span className="text-muted">{condition.status}</span>
    </>
  );
}

function Fold({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <details className="group border-b border-line last:border-b-0">
      <summary className="px-4 py-2.5 font-[550] hover:bg-bg">
        {title} <span className="text-sm font-normal text-muted tabular-nums">{count}</span>
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-5 py-4 text-muted">{children}</p>;
}

const columns = (...texts: string[]) => texts.map((text) => ({ text }));
