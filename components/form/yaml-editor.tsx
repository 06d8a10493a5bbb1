"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FieldHelp, FieldLabel, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { equalJson } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import type { Editing } from "./editing";
import type { EditorProps } from "./editor-props";
import type { UnreadText } from "./form-store";
import { useWriter } from "./manifest-preview";
import { ProblemSummary } from "./problem-summary";
import { SendBar, SendNotice } from "./send-bar";
import { fileValues, requestHead } from "./stated";

const ID = "manifest-text";

/** The whole manifest as text, for what the fields can't show. The server judges all of it. */
export function YamlEditor({
  model,
  start,
  sending,
  kept,
  closed,
  onForm,
}: EditorProps & {
  /** Goes on in the fields with what the text says. */
  onForm: (editing: Editing) => void;
}) {
  const writer = useWriter(true);
  const [text, setText] = useState(start.hand ?? "");
  const [wrong, setWrong] = useState<readonly Problem[]>(model.file?.values === null ? model.problems : []);
  const [stay, setStay] = useState<string | null>(null);
  const now = useRef(text);
  const box = useRef<HTMLTextAreaElement>(null);
  const editing = (): Editing => ({ ...start, hand: now.current, mode: "yaml" });

  useEffect(() => {
    // The person asked for the text: that is where they go on.
    if (start.hand !== null && model.file?.values !== null) box.current?.focus();
  }, [start, model]);

  const change = (next: string) => {
    now.current = next;
    setText(next);
    setStay(null);
    // What was wrong before says nothing about the new text; what can't be read is said when it is to be read.
    if (wrong.length > 0) setWrong([]);
    sending.keep({ ...start, hand: next, mode: "yaml" });
  };
  const toForm = () => {
    if (writer === null) return;
    const { manifest, problems } = writer.readManifest(now.current);
    if (manifest === null) {
      setStay(problems[0]?.message ?? "The text can’t be read as a manifest.");
      return;
    }
    // A field's text that could not be read comes back, unless what it stood for was written here meanwhile.
    const same = ({ problem: { pointer } }: UnreadText) =>
      pointer !== null && equalJson(valueAt(start.values, pointer), valueAt(manifest.values, pointer));
    const unread = start.unread.filter(same);
    onForm({ ...start, values: manifest.values, hand: now.current, mode: "form", removed: [], unread });
  };
  const prepare = async () => {
    const { readManifest } = await import("./manifest-writer");
    const { manifest, problems } = readManifest(now.current);
    setWrong(problems);
    if (manifest === null) return null;
    // Whose manifest it is stands in the text itself; the server holds it against the path.
    const values = {
      tenant: manifest.values.tenant ?? manifest.namespace,
      name: manifest.values.name ?? manifest.name,
    };
    return { ...requestHead(model, values), base: start.base ?? model.base, text: now.current };
  };
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    void sending.send(editing, prepare, setWrong);
  };

  return (
    <Card className="px-5 py-5">
      <form noValidate onSubmit={submit} className="grid gap-5" aria-label={`${model.service.title} manifest as YAML`}>
        <SendNotice state={sending.state} attempt={sending.attempt} quiet={wrong.length > 0} />
        <ProblemSummary
          problems={wrong}
          attempt={sending.attempt}
          onPick={() => {
            box.current?.focus();
          }}
        />
        {stay !== null && (
          <Notice tone="warn" role="alert" title="The form can’t show this text yet">
            <p>{stay}</p>
          </Notice>
        )}
        <div className="grid gap-1.5">
          <FieldLabel htmlFor={ID}>Manifest as YAML</FieldLabel>
          <Textarea
            id={ID}
            ref={box}
            value={text}
            rows={Math.min(40, Math.max(16, text.split("\n").length + 1))}
            className="overflow-x-auto font-mono text-sm whitespace-pre"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            aria-invalid={wrong.length > 0 || undefined}
            aria-describedby={`${ID}-help`}
            onChange={(event) => {
              change(event.target.value);
            }}
          />
          <FieldHelp id={ID}>
            It is sent as you write it, comments included, and judged by the same rules as the form.
          </FieldHelp>
        </div>
        <SendBar state={sending.state} kept={kept} disabled={closed}>
          <Button variant="quiet" onClick={toForm} disabled={writer === null}>
            Back to the form
          </Button>
          {Object.keys(fileValues(model)).length > 0 && model.file !== null && text !== model.file.text && (
            <Button
              variant="quiet"
              onClick={() => {
                change(model.file?.text ?? "");
              }}
            >
              Put the file’s own text back
            </Button>
          )}
        </SendBar>
      </form>
    </Card>
  );
}
