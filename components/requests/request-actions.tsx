"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { describedBy, Field, Textarea } from "@/components/ui/field";
import { useAlive, useCatchUp } from "@/components/ui/use-alive";
import type { Problem } from "@/lib/domain/problem";
import type { RequestView } from "@/lib/domain/request-views";
import { RefusalNotice } from "./refusal-notice";
import { type RemarkType, sendRemark } from "./send-remark";

const DONE: Partial<Record<RemarkType, string>> = {
  comment: "Your comment was added.",
  withdraw: "The request was withdrawn.",
};

/**
 * What the viewer can do with a request besides deciding it: edit it again, withdraw it, comment, start again from an ended one.
 * What was typed stays until it was taken.
 */
export function RequestActions({
  request,
}: {
  request: Pick<RequestView, "number" | "title" | "head" | "can" | "links" | "state">;
}) {
  const { number, title, head, can, links, state } = request;
  const router = useRouter();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState<RemarkType | null>(null);
  const [missing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<{ message: string; problems: Problem[] } | null>(null);
  const [done, setDone] = useState("");
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const comment = useCatchUp<HTMLDivElement>();
  const early = { "aria-disabled": !useAlive() || undefined };

  const say = async (type: RemarkType) => {
    if (type === "comment" && text.trim() === "") {
      setMissing(true);
      field.current?.focus();
      return;
    }
    setBusy(type);
    setRefusal(null);
    setDone("");
    const answer = await sendRemark(number, { type, head, text: text.trim() });
    setBusy(null);
    if (!answer.ok) {
      setRefusal(answer);
      return;
    }
    setText("");
    setMissing(false);
    setDone(DONE[type] ?? "");
    router.refresh();
  };

  const nothing = !can.edit.allowed && !can.withdraw.allowed && !can.comment.allowed && !can.restart.allowed;
  if (nothing) return null;
  return (
    <Card aria-labelledby="your-turn">
      <CardHead id="your-turn" title={can.restart.allowed ? "Start again, or say something" : "What you can do"} />
      <CardBody className="grid gap-4">
        {refusal !== null && <RefusalNotice {...refusal} />}
        {(can.edit.allowed || can.restart.allowed || can.withdraw.allowed) && (
          <div className="flex flex-wrap gap-2.5">
            {can.edit.allowed && (
              <LinkButton
                href={links.edit}
                variant={state === "changes-asked" || state === "in-conflict" ? "primary" : "plain"}
              >
                Edit again
              </LinkButton>
            )}
            {can.restart.allowed && (
              <LinkButton href={links.restart} variant="primary">
                Start again from this one
              </LinkButton>
            )}
            {can.withdraw.allowed && (
              <Button {...early} variant="danger" busy={busy === "withdraw"} onClick={() => setAsking(true)}>
                Withdraw
              </Button>
            )}
          </div>
        )}
        {can.comment.allowed && (
          <div ref={comment} className="grid gap-2.5">
            <Field
              id="comment"
              label="Comment"
              error={missing ? "Write what you want to say first." : null}
              help="Everybody who may see this request reads it."
            >
              <Textarea
                id="comment"
                ref={field}
                rows={3}
                maxLength={5000}
                value={text}
                aria-invalid={missing || undefined}
                aria-describedby={describedBy("comment", { help: true, error: missing })}
                onChange={(event) => {
                  setText(event.target.value);
                  setMissing(false);
                }}
              />
            </Field>
            <div>
              <Button {...early} busy={busy === "comment"} onClick={() => void say("comment")}>
                Add comment
              </Button>
            </div>
          </div>
        )}
        <p role="status" className={done === "" ? "sr-only" : "text-sm text-ok"}>
          {done}
        </p>
      </CardBody>
      <Dialog
        open={asking}
        title="Withdraw this request?"
        onClose={() => setAsking(false)}
        actions={
          <Button
            variant="danger"
            onClick={() => {
              setAsking(false);
              void say("withdraw");
            }}
          >
            Withdraw the request
          </Button>
        }
      >
        <p>
          “{title}” is closed without being merged, and nothing changes in the cluster. You can start again from it
          later.
        </p>
      </Dialog>
    </Card>
  );
}
