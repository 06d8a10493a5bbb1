"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FormModel } from "@/lib/domain/form-model";
import { equalJson, type JsonObject } from "@/lib/domain/json";
import { mergeValues } from "@/lib/domain/merge-values";
import { conflictsOf } from "@/lib/manifest/conflicts";
import { hasSecrets, holdsLiterals, withoutLiterals } from "@/lib/schema/secret";
import { clearDraft, type Draft, draftKey, onDraftsCleared, readDraft, writeDraft } from "./drafts";
import type { Editing } from "./editing";
import type { readManifest } from "./manifest-writer";

/** How long after a change the draft is written, in milliseconds. */
const PAUSE = 400;

/** Whether what was entered is kept: not while it may hold a secret (`withheld`). */
export type Kept = "yes" | "no" | "unable" | "withheld";

/** What there is to say about drafts. */
export type DraftNews =
  | { type: "restored"; at: string; moved: "nothing" | "main" | "form"; both: string[] }
  /** The file itself changed since the draft was begun: the person chooses. */
  | { type: "choose"; draft: Draft }
  | null;

function editingOf(draft: Draft, values = draft.values): Editing {
  const base = draft.text === null ? null : draft.base;
  return { values, hand: draft.text, mode: draft.mode, removed: draft.remove, unread: draft.unread, base };
}

/** What the file states, but for what may be a secret: no draft holds that. */
function fileWithoutLiterals(model: FormModel): JsonObject {
  return withoutLiterals(model.form.schema, model.file?.values ?? {});
}

/** Whether a draft still stands on today's file and form. */
function movedSince(model: FormModel, draft: Draft): "nothing" | "main" | "form" | "file" {
  if (!equalJson(draft.from, fileWithoutLiterals(model))) return "file";
  if (draft.schemaHash !== model.schemaHash) return "form";
  return draft.base === model.base ? "nothing" : "main";
}

/**
 * Keeps what the person enters on this device and brings it back.
 *
 * @param initial what the form starts with when there is no draft
 * @param onRestore puts a draft's content into the form
 */
export function useDraft(
  model: FormModel,
  initial: Editing,
  onRestore: (editing: Editing, key: string | null) => void,
) {
  const place = draftKey(model);
  const [news, setNews] = useState<DraftNews>(null);
  const [kept, setKept] = useState<Kept>("no");
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; draft: Draft } | null>(null);
  // Until the draft was read, while the person has not chosen, and after they signed out, nothing is written.
  const undecided = useRef(true);
  const restore = useRef(onRestore);
  useEffect(() => {
    restore.current = onRestore;
  });

  // Text is looked through for secrets before it is kept; that takes the YAML library, which no form needs before.
  const reader = useRef<typeof readManifest | null>(null);
  const unread = useRef<Parameters<typeof keep> | null>(null);
  const [hasText, setHasText] = useState(false);

  const flush = useCallback(() => {
    if (waiting.current === null) return;
    clearTimeout(waiting.current.timer);
    const { draft } = waiting.current;
    waiting.current = null;
    setKept(writeDraft(place, draft) ? "yes" : "unable");
  }, [place]);

  useEffect(() => {
    const draft = readDraft(place);
    undecided.current = false;
    if (draft !== null) {
      const moved = movedSince(model, draft);
      if (moved === "file") {
        undecided.current = true;
        setNews({ type: "choose", draft });
      } else {
        restore.current(editingOf(draft), draft.key);
        setNews({ type: "restored", at: draft.savedAt, moved, both: [] });
        setKept("yes");
      }
    }
    // The last letters before a page goes away must not wait for the timer.
    window.addEventListener("pagehide", flush);
    // The person is signing out, and this page goes with them: what they typed last must not come after.
    const stop = onDraftsCleared(() => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = null;
      undecided.current = true;
    });
    return () => {
      stop();
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [model, place, flush]);

  /** Writes the draft soon; at once with `now`. What is as it was at the start needs no draft. */
  const keep = useCallback(
    (editing: Editing, sentUnder: string | null, now = false) => {
      if (undecided.current) return;
      unread.current = null;
      if (editing.hand !== null && reader.current === null && hasSecrets(model.form.schema)) {
        unread.current = [editing, sentUnder, now];
        setHasText(true);
      }
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = null;
      if (sentUnder === null && sameEditing(editing, initial)) {
        clearDraft(place);
        setKept("no");
        return;
      }
      const secret = mayHoldSecrets(model, editing.hand, reader.current);
      if (secret !== "no") {
        // What was kept before may be the beginning of it.
        if (secret === "yes") clearDraft(place);
        setKept("withheld");
        return;
      }
      const draft: Draft = {
        savedAt: new Date().toISOString(),
        base: editing.base ?? model.base,
        schemaHash: model.schemaHash,
        key: sentUnder,
        values: withoutLiterals(model.form.schema, editing.values),
        from: fileWithoutLiterals(model),
        text: editing.hand,
        mode: editing.mode,
        remove: [...editing.removed],
        unread: [...editing.unread],
      };
      waiting.current = { draft, timer: setTimeout(flush, PAUSE) };
      if (now) flush();
    },
    [flush, initial, model, place],
  );

  useEffect(() => {
    if (!hasText) return;
    void import("./manifest-writer").then((loaded) => {
      reader.current = loaded.readManifest;
      if (unread.current !== null) keep(...unread.current);
    });
  }, [hasText, keep]);

  /** Forgets the draft: it was sent, or the person doesn't want it. */
  const forget = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
    undecided.current = false;
    clearDraft(place);
    setNews(null);
    setKept("no");
  }, [place]);

  const discard = () => {
    forget();
    restore.current(initial, null);
  };
  /** Puts the changes of a draft onto the file as it is now. */
  const bringOver = (draft: Draft) => {
    undecided.current = false;
    const byHand = draft.text !== null;
    const values = mergeValues(draft.from, draft.values, initial.values);
    const both = conflictsOf(draft.from, draft.values, initial.values).map(({ pointer }) => pointer);
    restore.current(editingOf(draft, byHand ? draft.values : values), null);
    setNews({ type: "restored", at: draft.savedAt, moved: "main", both: byHand ? [] : both });
  };
  return { news, kept, keep, forget, discard, bringOver };
}

function sameEditing(a: Editing, b: Editing): boolean {
  const texts = (editing: Editing) => JSON.stringify(editing.unread.map(({ text }) => text));
  return (
    a.hand === b.hand && texts(a) === texts(b) && a.removed.length === b.removed.length && equalJson(a.values, b.values)
  );
}

/** Whether a text holds something where a Secret is to be named that isn't one's name. `unknown`: it can't be read. */
function mayHoldSecrets(
  model: FormModel,
  text: string | null,
  read: typeof readManifest | null,
): "yes" | "no" | "unknown" {
  const { schema } = model.form;
  if (text === null || !hasSecrets(schema)) return "no";
  const manifest = read?.(text).manifest ?? null;
  if (manifest === null) return "unknown";
  return holdsLiterals(schema, manifest.values) ? "yes" : "no";
}
