import type { FormModel } from "@/lib/domain/form-model";
import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { pathOf } from "@/lib/domain/path";
import type { UnreadText } from "./form-store";

/** What a person had entered and not sent yet, as this browser keeps it. */
export interface Draft {
  /** ISO 8601, UTC. */
  savedAt: string;
  /** The commit of main, and the schema, that the form was made from. */
  base: string;
  schemaHash: string;
  /** The key that it was sent under into a time-out: it is sent again under the same one. Else null. */
  key: string | null;
  /** What the manifest would state. */
  values: JsonObject;
  /** What the file stated when the draft was begun, to tell the person's own changes from others'. */
  from: JsonObject;
  /** The text, where the person wrote YAML by hand, and how they were editing last. */
  text: string | null;
  mode: "form" | "yaml";
  /** Unknown keys that the person wants to be taken out. */
  remove: string[];
  /** Texts of single fields that could not be read. */
  unread: UnreadText[];
}

const PREFIX = "managed-services:draft:";

/** Tells apart what two links to the same form filled it with (`?from=12`). */
function mark(start: JsonObject): string {
  const text = JSON.stringify(without(start, ["tenant"]));
  if (text === "{}") return "";
  let sum = 5381;
  for (let at = 0; at < text.length; at += 1) sum = ((sum * 33) ^ text.charCodeAt(at)) >>> 0;
  return `#${sum.toString(36)}`;
}

/** Where a form's draft is kept: one place per person, mode and path. */
export function draftKey(
  model: Pick<FormModel, "person" | "mode" | "service" | "target" | "revises" | "start">,
): string {
  const where = model.target ? pathOf(model.target) : `new/${model.service.name}${mark(model.start)}`;
  return `${PREFIX}${model.person}:${model.mode}:${model.revises ?? ""}:${where}`;
}

function isUnreadText(value: JsonValue): boolean {
  if (!isObject(value) || !isObject(value.problem) || typeof value.text !== "string") return false;
  return typeof value.problem.pointer === "string" && typeof value.problem.message === "string";
}

function isDraft(value: JsonValue): boolean {
  return (
    isObject(value) &&
    ["savedAt", "base", "schemaHash"].every((key) => typeof value[key] === "string") &&
    isObject(value.values) &&
    isObject(value.from) &&
    (value.key === null || typeof value.key === "string") &&
    (value.text === null || typeof value.text === "string") &&
    (value.mode === "form" || value.mode === "yaml") &&
    Array.isArray(value.remove) &&
    Array.isArray(value.unread) &&
    value.unread.every(isUnreadText)
  );
}

/** The browser's storage, or null where it is switched off. Reading the property itself may throw. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The draft kept under a key; null when there is none, or none that can be read. */
export function readDraft(key: string): Draft | null {
  try {
    const text = storage()?.getItem(key);
    if (text === null || text === undefined) return null;
    const kept = JSON.parse(text) as JsonValue; // JSON.parse gives JSON
    // A draft from before such texts were kept has none.
    const value = isObject(kept) ? { unread: [], ...kept } : kept;
    return isDraft(value) ? (value as unknown as Draft) : null; // checked key by key just above
  } catch {
    return null;
  }
}

/** Keeps a draft. Returns false where the browser keeps nothing (storage off or full): the page then must say so. */
export function writeDraft(key: string, draft: Draft): boolean {
  try {
    const store = storage();
    store?.setItem(key, JSON.stringify(draft));
    return store !== null;
  } catch {
    return false;
  }
}

/** Forgets one draft. */
export function clearDraft(key: string): void {
  try {
    storage()?.removeItem(key);
  } catch {
    // What can't be removed could not be kept either.
  }
}

/** What an open form does once drafts were forgotten: it has one that was not written yet. */
const listeners = new Set<() => void>();

/** Calls `listener` when every draft is forgotten. Returns what stops that. */
export function onDraftsCleared(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Forgets every draft on this device, those that this page was about to write too; for signing out. */
export function clearDrafts(): void {
  for (const listener of listeners) listener();
  try {
    const store = storage();
    if (!store) return;
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
  } catch {
    // What can't be removed could not be kept either.
  }
}
