"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useAlive, useCatchUp } from "@/components/ui/use-alive";
import type { DeleteModel } from "@/lib/domain/form-model";
import type { Problem } from "@/lib/domain/problem";
import { nameOf } from "@/lib/domain/target";
import { ProblemSummary } from "./problem-summary";
import { SendNotice } from "./send-bar";
import { useSend } from "./use-send";

const ID = "confirm-name";
/** A deletion has nothing to keep: its one word is typed again. */
const NO_DRAFT = { keep: () => undefined, forget: () => undefined };
const NOTHING = () => ({ values: {}, hand: null, mode: "form" as const, removed: [], unread: [], base: null });

/** Asks for a deletion: the person types the name, and sends a request like any other. */
export function DeleteForm({ model, data }: { model: DeleteModel; data: string }) {
  const name = nameOf(model.target);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const sending = useSend(model.key, NO_DRAFT);
  const { state, attempt } = sending;
  const form = useCatchUp<HTMLFormElement>();
  const alive = useAlive();

  const prepare = () => {
    if (typed.trim() !== name) {
      setWrong(
        typed.trim() === ""
          ? `Type ${name} to confirm.`
          : `This is not its name. Type ${name} to confirm. You entered ${typed}.`,
      );
      document.getElementById(ID)?.focus();
      return Promise.resolve(null);
    }
    return Promise.resolve({
      person: model.person,
      type: "delete" as const,
      service: model.service.name,
      tenant: model.target.tenant,
      name,
      base: model.base,
      schemaHash: model.schemaHash,
      confirm: typed.trim(),
    });
  };
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      aria-label={`Delete ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        setRefused([]);
        void sending.send(NOTHING, prepare, setRefused);
      }}
    >
      <SendNotice state={state} attempt={attempt} quiet={refused.length > 0} />
      <ProblemSummary problems={refused} attempt={attempt} onPick={() => document.getElementById(ID)?.focus()} />
      <p>{data}</p>
      <p>The platform team looks at the request before anything is deleted; until then you can withdraw it.</p>
      <Field id={ID} label={`Type ${name} to confirm`} error={wrong}>
        <Input
          id={ID}
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="sm:max-w-80"
          aria-invalid={wrong !== null || undefined}
          aria-describedby={wrong === null ? undefined : `${ID}-error`}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(null);
          }}
        />
      </Field>
      <div className="border-t border-line pt-5">
        <Button
          type={alive ? "submit" : "button"}
          aria-disabled={!alive || undefined}
          variant="danger"
          busy={state.at === "sending" || state.at === "sent"}
        >
          {state.at === "sending"
            ? "Sending delete request…"
            : state.at === "sent"
              ? "Sent, opening it…"
              : "Send delete request"}
        </Button>
      </div>
    </form>
  );
}
