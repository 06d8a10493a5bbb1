"use client";

import { useId, useRef, useState } from "react";
import { RefusalNotice } from "@/components/requests/refusal-notice";
import { type RemarkType, sendRemark } from "@/components/requests/send-remark";
import { Button } from "@/components/ui/button";
import { describedBy, Field, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useCatchUp } from "@/components/ui/use-alive";
import type { FlagCode } from "@/lib/domain/flag";
import type { Problem } from "@/lib/domain/problem";
import type { RequestView } from "@/lib/domain/request-views";
import { DecisionButtons } from "./decision-buttons";
import { approves, missingWords } from "./decision-text";
import { useDesk } from "./desk-context";
import { FlagList } from "./flag-list";

/** What keeps a decision from being sent, and the place to go to. */
interface Obstacle {
  at: "text" | "flags" | "head";
  message: string;
}

/**
 * What a reviewer can say about the change on screen. Give it the request's number as its key: what is typed belongs to one
 * request. A decision is about the head that was on screen; when another arrives, it has to be looked at first.
 */
export function DecisionBar({
  request,
}: {
  request: Pick<RequestView, "number" | "state" | "head" | "flags" | "can">;
}) {
  const { number, head, flags, can } = request;
  const desk = useDesk();
  const id = useId();
  const [seenHead, setSeenHead] = useState(head);
  const [text, setText] = useState("");
  const [acknowledged, setAcknowledged] = useState<FlagCode[]>([]);
  const [busy, setBusy] = useState<RemarkType | null>(null);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  const [refusal, setRefusal] = useState<{ message: string; problems: Problem[] } | null>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const flagList = useRef<HTMLFieldSetElement>(null);
  const changed = useRef<HTMLDivElement>(null);
  const moved = head !== seenHead;
  const bar = useCatchUp<HTMLDivElement>();

  const obstacleTo = (type: RemarkType): Obstacle | null => {
    if (type !== "comment" && moved) return { at: "head", message: "Look at the change as it is now first." };
    if (approves(type) && flags.some(({ code }) => !acknowledged.includes(code)))
      return { at: "flags", message: "Tick what you have looked at first. Each of these needs a second look." };
    const missing = text.trim() === "" ? missingWords(type) : null;
    return missing === null ? null : { at: "text", message: missing };
  };

  const say = async (type: RemarkType) => {
    if (busy !== null) return;
    const found = obstacleTo(type);
    setObstacle(found);
    if (found?.at === "text") words.current?.focus();
    if (found?.at === "head") changed.current?.focus();
    if (found?.at === "flags") flagList.current?.querySelector<HTMLInputElement>("input:not(:checked)")?.focus();
    if (found !== null) return;
    setBusy(type);
    setRefusal(null);
    const answer = await sendRemark(number, { type, head, text: text.trim(), acknowledged });
    setBusy(null);
    if (!answer.ok) {
      setRefusal(answer);
      return;
    }
    setText("");
    desk.decided(number, type);
  };

  const errorAt = (at: Obstacle["at"]) => (obstacle?.at === at ? obstacle.message : null);
  const textId = `${id}-text`;

  return (
    <div ref={bar} className="grid gap-4 border-t border-line px-4 py-4">
      {moved && (
        <Notice tone="warn" title="The change was revised while you looked at it" ref={changed}>
          <p>What is shown above is the change as it is now.</p>
          {errorAt("head") !== null && (
            <p role="alert" className="text-bad">
              {errorAt("head")}
            </p>
          )}
          <div>
            <Button
              onClick={() => {
                setSeenHead(head);
                setAcknowledged([]);
                setObstacle(null);
              }}
            >
              I have looked at the new one
            </Button>
          </div>
        </Notice>
      )}
      {refusal !== null && (
        <div className="grid gap-2">
          <RefusalNotice message={refusal.message} problems={refusal.problems} />
          <div>
            <Button onClick={() => desk.refresh()}>Show the request as it is now</Button>
          </div>
        </div>
      )}
      {!can.decide.allowed && (
        <Notice tone="idle" title="This one is not yours to decide">
          <p>{can.decide.why}</p>
        </Notice>
      )}
      {can.decide.allowed && flags.length > 0 && (
        <FlagList
          id={`${id}-flags`}
          ref={flagList}
          flags={flags}
          acknowledged={acknowledged}
          error={errorAt("flags")}
          onChange={(codes) => {
            setAcknowledged(codes);
            setObstacle(null);
          }}
        />
      )}
      {(can.comment.allowed || can.decide.allowed) && (
        <Field
          id={textId}
          label="Your words"
          error={errorAt("text")}
          help={
            can.decide.allowed
              ? "The requester reads them. Needed to ask for changes and to decline."
              : "Everybody who may see this request reads them."
          }
        >
          <Textarea
            id={textId}
            ref={words}
            rows={2}
            maxLength={5000}
            value={text}
            aria-invalid={errorAt("text") !== null || undefined}
            aria-describedby={describedBy(textId, { help: true, error: errorAt("text") !== null })}
            onChange={(event) => {
              setText(event.target.value);
              if (obstacle?.at === "text") setObstacle(null);
            }}
          />
        </Field>
      )}
      <DecisionButtons can={can} approved={request.state === "approved"} busy={busy} onSay={(type) => void say(type)} />
      {can.decide.allowed && (
        <p className="text-sm text-muted">
          for commit <code>{head.slice(0, 7)}</code>, as shown
        </p>
      )}
    </div>
  );
}
