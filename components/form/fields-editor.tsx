"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Split } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { useCatchUp } from "@/components/ui/use-alive";
import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { withoutLiterals } from "@/lib/schema/secret";
import { formValues } from "@/lib/schema/values";
import { hasChoosers, isLongForm, NO_VALIDATOR } from "./choosers";
import type { Editing } from "./editing";
import type { EditorProps } from "./editor-props";
import { Fields } from "./fields";
import { focusField } from "./focus-field";
import { SessionContext, useFormState, useSession } from "./form-context";
import { createFormStore } from "./form-store";
import { useJudge } from "./judge";
import { ManifestPreview } from "./manifest-preview";
import { askName, namesOf, problemsToSay } from "./name-check";
import { withKeyOf } from "./pointer";
import { ProblemSummary } from "./problem-summary";
import { SendBar, SendNotice } from "./send-bar";
import { requestHead, schemaOfValues, statedOf } from "./stated";
import { orderOf } from "./ui-schema";
import { UnknownKeys } from "./unknown-keys";
import type { useSend } from "./use-send";

/** What the form starts with, the keys that it takes out among them: the store hides them, and can put them back. */
function withRemoved(model: FormModel, { values, removed }: Editing): JsonObject {
  const file = model.file?.values ?? {};
  return removed.reduce((whole, pointer) => withKeyOf(whole, pointer, file), values);
}

/** The form proper: fields on one side, the manifest that they make on the other. */
export function FieldsEditor({
  model,
  start,
  sending,
  kept,
  closed,
  onYaml,
}: EditorProps & {
  /** Goes on in the YAML editor with the text of what the fields hold. */
  onYaml: (editing: Editing) => void;
}) {
  const { schema } = model.form;
  const [usual] = useState(() => schemaOfValues(model));
  const [session] = useState(() => ({
    model,
    store: createFormStore(
      formValues(usual, withoutLiterals(schema, withRemoved(model, start))),
      orderOf(schema),
      start.removed,
      start.unread,
    ),
    defaults: formValues(usual, {}),
    advanced: new Set(model.form.advanced ?? []),
    lazy: isLongForm(schema),
    sentBefore: sending.sentBefore,
  }));
  const { store } = session;
  const [startValues] = useState(() => formValues(usual, withoutLiterals(schema, start.values)));
  const { jury, judgeNow } = useJudge(model, store);
  const choosers = useMemo(() => hasChoosers(schema), [schema]);
  const validator = !choosers ? NO_VALIDATOR : jury === null || jury === "missing" ? null : jury.validator;

  const editing = useCallback((): Editing => {
    const { values, removed, unread } = store.get();
    return { ...start, values: statedOf(model, values, removed), removed, unread: [...unread.values()], mode: "form" };
  }, [model, start, store]);
  const { keep } = sending;
  useEffect(() => {
    let seen = store.get();
    const keepChange = () => {
      const { values, unread } = store.get();
      // Nothing is kept before anything was typed.
      if (values === seen.values && unread === seen.unread) return;
      seen = store.get();
      keep(editing());
    };
    const stop = store.subscribe(() => {
      // What was just typed is kept once it was judged.
      if (store.get().settled === store.get().values) keepChange();
    });
    // A page that goes away doesn't wait for that: the draft is written after this, by the same event.
    window.addEventListener("pagehide", keepChange);
    return () => {
      stop();
      window.removeEventListener("pagehide", keepChange);
    };
  }, [editing, keep, store]);

  const form = useCatchUp<HTMLFormElement>();

  const prepare = async () => {
    store.forgive();
    await judgeNow();
    const { values, removed } = store.get();
    const names = model.target === null ? namesOf(session, values) : null;
    if (names !== null && store.get().problems.length === 0) {
      const answer = await askName(model.service.name, names.tenant, names.name, AbortSignal.timeout(3_000));
      if (answer !== null) store.named(problemsToSay(session, answer));
    }
    if (store.get().problems.length > 0) {
      store.attempt();
      return null;
    }
    const stated = statedOf(model, values, removed);
    const head = { ...requestHead(model, stated), base: start.base ?? model.base };
    if (start.hand === null)
      return { ...head, values: stated, ...(removed.length > 0 ? { remove: [...removed] } : {}) };
    const { writeManifest } = await import("./manifest-writer");
    return { ...head, text: writeManifest(model, stated, start.hand) };
  };
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    void sending.send(editing, prepare, (problems) => {
      store.refused(problems);
    });
  };

  return (
    <SessionContext value={session}>
      <Split>
        <Card className="px-5 py-5">
          <form
            ref={form}
            noValidate
            onSubmit={submit}
            className="grid gap-5"
            aria-label={`${model.service.title} settings`}
          >
            <Wrong sending={sending} />
            <UnknownKeys />
            {validator !== null ? (
              <Fields start={startValues} validator={validator} />
            ) : jury === "missing" ? (
              <Notice tone="bad" title="The form could not be loaded">
                <p>Its rules did not arrive. Reload the page, or edit the manifest as YAML.</p>
              </Notice>
            ) : (
              <FieldShapes />
            )}
            <SendBar state={sending.state} kept={kept} disabled={closed}>
              <Button
                variant="quiet"
                onClick={() => {
                  onYaml(editing());
                }}
              >
                Edit as YAML
              </Button>
            </SendBar>
          </form>
        </Card>
        <aside className="min-w-0 md:sticky md:top-4" aria-label="Manifest">
          <ManifestPreview hand={start.hand} ready={jury !== null} />
        </aside>
      </Split>
    </SessionContext>
  );
}

/** What keeps the request from being sent: fields in a summary, anything else in its own notice. */
function Wrong({ sending }: { sending: ReturnType<typeof useSend> }) {
  const problems = useFormState((state) => state.problems);
  const tried = useFormState((state) => state.tried);
  const { store } = useSession();
  return (
    <>
      <SendNotice state={sending.state} attempt={sending.attempt} quiet={problems.length > 0} />
      {tried && (
        <ProblemSummary
          problems={problems}
          attempt={sending.attempt}
          onPick={(pointer) => {
            focusField(store, pointer);
          }}
        />
      )}
    </>
  );
}

/** The shape of a form to come. */
function FieldShapes() {
  return (
    <div className="grid gap-6" aria-hidden="true">
      {Array.from({ length: 5 }, (_, field) => (
        <div key={field} className="grid gap-2">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  );
}
