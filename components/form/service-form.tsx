"use client";
import { useCallback, useMemo, useState } from "react";
import type { FormModel } from "@/lib/domain/form-model";
import { DraftNotice } from "./draft-notice";
import { type Editing, startOf } from "./editing";
import { FieldsEditor } from "./fields-editor";
import { FileProblems } from "./file-problems";
import { statedOf } from "./stated";
import { useDraft } from "./use-draft";
import { useSend } from "./use-send";
import { YamlEditor } from "./yaml-editor";

/**
 * The form of a service: create, change, or revise one manifest. Everything it knows is in the model; it talks to the
 * server through `POST /api/requests`, `GET /api/names` and the compiled validator alone.
 *
 * @param closed the person can't send it now; the page says why
 */
export function ServiceForm({ model, closed = false }: { model: FormModel; closed?: boolean }) {
  const initial = useMemo(() => startOf(model), [model]);
  // A new round draws everything anew: a draft came back, or the person changed to the text and back.
  const [opened, setOpened] = useState({ round: 0, editing: initial, key: model.key });
  const open = useCallback(
    (editing: Editing, key: string | null) => {
      setOpened(({ round }) => ({ round: round + 1, editing, key: key ?? model.key }));
    },
    [model.key],
  );
  const draft = useDraft(model, initial, open);
  const sending = useSend(opened.key, draft, opened.key !== model.key);
  const { editing, round, key } = opened;

  const toYaml = (from: Editing) => {
    void import("./manifest-writer").then(({ writeManifest }) => {
      const hand = writeManifest(model, from.values, from.hand);
      open({ ...from, hand, mode: "yaml" }, key);
    });
  };
  const toForm = (from: Editing) => {
    // Text that says what the form would write anyway is the form's again: comments and order are the file's own.
    void import("./manifest-writer").then(({ writeManifest }) => {
      const own = writeManifest(model, statedOf(model, from.values, from.removed), null);
      open({ ...from, hand: own === from.hand ? null : from.hand }, key);
    });
  };

  const shared = { model, start: editing, sending, kept: draft.kept, closed };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <DraftNotice news={draft.news} onDiscard={draft.discard} onBringOver={draft.bringOver} />
      <FileProblems model={model} mode={editing.mode} />
      {editing.mode === "yaml" ? (
        <YamlEditor key={round} {...shared} onForm={toForm} />
      ) : (
        <FieldsEditor key={round} {...shared} onYaml={toYaml} />
      )}
    </div>
  );
}
