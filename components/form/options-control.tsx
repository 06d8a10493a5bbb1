"use client";
import { useRef, useState } from "react";
import type { OptionAnswer } from "@/lib/domain/send-request";
import type { ControlProps } from "./control-props";
import { useFormState, useFrame, useSession } from "./form-context";
import { TextControl } from "./text-control";

/** How long the cluster is waited for, in milliseconds. */
const PATIENCE = 5_000;

async function askOptions(service: string, pointer: string, tenant: string): Promise<OptionAnswer | null> {
  try {
    const query = new URLSearchParams({ service, pointer, tenant });
    const answer = await fetch(`/api/options?${query}`, {
      signal: AbortSignal.timeout(PATIENCE),
      headers: { accept: "application/json" },
    });
    if (!answer.ok) return null;
    return (await answer.json()) as OptionAnswer; // our own route, typed by the same file
  } catch {
    return null;
  }
}

/** A text field that suggests what the cluster has. Any other text will do as well: the schema alone judges it. */
export function OptionsControl(props: ControlProps) {
  const { model } = useSession();
  const { id, pointer } = useFrame();
  const tenant = useFormState(({ values }) => (typeof values.tenant === "string" ? values.tenant : ""));
  const [answer, setAnswer] = useState<OptionAnswer | "away" | null>(null);
  const asked = useRef<string | null>(null);
  const place = model.target?.tenant ?? tenant;
  const ask = () => {
    if (asked.current === place) return;
    asked.current = place;
    void askOptions(model.service.name, pointer, place).then((got) => {
      // Somebody may have chosen another tenant meanwhile.
      if (asked.current !== place) return;
      setAnswer(got ?? "away");
      if (got?.names === null || got === null) asked.current = null;
    });
  };
  const names = answer === null || answer === "away" ? null : answer.names;
  const list = `${id}-options`;
  return (
    <div className="grid gap-1.5" onFocus={ask}>
      <TextControl {...props} list={list} />
      <datalist id={list}>
        {names?.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p role="status" className="text-sm text-muted empty:hidden">
        {said(answer)}
      </p>
    </div>
  );
}

function said(answer: OptionAnswer | "away" | null): string {
  if (answer === null) return "";
  if (answer === "away" || answer.names === null)
    return "The cluster can’t be asked now, so nothing is suggested. Type it in.";
  if (answer.names.length === 0) return `There is no ${answer.kind} to suggest. Type it in.`;
  return answer.names.length === 1
    ? `1 ${answer.kind} is suggested.`
    : `${answer.names.length} of ${answer.kind} are suggested.`;
}
