import { equalJson, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import { isWithin, withoutKeys } from "./pointer";

/** What a person wrote into a field that reads text, and why it could not be read. */
export interface UnreadText {
  text: string;
  /** Its pointer is the field's. */
  problem: Problem;
}

/** Everything about an open form that changes while a person fills it in. Immutable; a change makes a new one. */
export interface FormState {
  /** The effective values as the fields show them; a key that was emptied, or taken out, is absent. */
  values: JsonObject;
  /** Pointers of unknown keys that the person takes out of the file. */
  removed: readonly string[];
  /** The texts that could not be read, by their fields: none of them is in the values. */
  unread: ReadonlyMap<string, UnreadText>;
  /** The values as they were judged last: what may lag behind a keystroke (counts, preview, draft) reads these. */
  settled: JsonObject;
  /** What is wrong now, in the order of the form; problems of the whole form come last. */
  problems: readonly Problem[];
  /** The first problem of each field. */
  byPointer: ReadonlyMap<string, Problem>;
  /** Fields that the person has left at least once. */
  touched: ReadonlySet<string>;
  /** True once a send was refused: from then on every problem shows. */
  tried: boolean;
  /** What a field says about itself beside its help: "Back to its default, 20Gi." */
  notes: ReadonlyMap<string, string>;
  /** The field to bring into view; `count` tells two wishes for the same field apart. */
  reveal: { pointer: string; count: number } | null;
}

export interface FormStore {
  get: () => FormState;
  subscribe: (listener: () => void) => () => void;
  /** The person changed something. */
  change: (values: JsonObject) => void;
  /** The values were judged by the schema. */
  judged: (values: JsonObject, problems: readonly Problem[]) => void;
  /** The server refused a send; each problem stays until its field changes. */
  refused: (problems: readonly Problem[]) => void;
  /** What the server refused before is to be asked anew. */
  forgive: () => void;
  /** What the check of the names found. */
  named: (problems: readonly Problem[]) => void;
  /** What a field could not read, before any schema: text that is not YAML, a key given twice. Null when it is well. */
  broken: (pointer: string, unread: UnreadText | null) => void;
  /** Takes unknown keys out, or (with an empty list) puts all of them back. */
  remove: (pointers: readonly string[]) => void;
  touch: (pointer: string) => void;
  /** An array's items moved: what was said about them by position does not hold any more. */
  shifted: (pointer: string) => void;
  note: (pointer: string, text: string | null) => void;
  attempt: () => void;
  reveal: (pointer: string) => void;
}

interface Held {
  judged: readonly Problem[];
  named: readonly Problem[];
  /** With the field's value at the time: the problem goes once that changes. */
  refused: readonly { problem: Problem; was: JsonValue | undefined }[];
}

/**
 * The state of one open form, outside React: a keystroke re-renders the field that was typed in, not the whole form.
 *
 * @param start the effective values at the start, unknown keys included
 * @param order the root's keys in the order of the form
 * @param removed unknown keys that were taken out before
 * @param unread texts that could not be read before; their fields count as left
 */
export function createFormStore(
  start: JsonObject,
  order: readonly string[],
  removed: readonly string[] = [],
  unread: readonly UnreadText[] = [],
): FormStore {
  const listeners = new Set<() => void>();
  let held: Held = { judged: [], named: [], refused: [] };
  // As the fields hold them: what is taken out can be put back.
  let raw = start;
  const without = (pointers: readonly string[]) => withoutKeys(raw, pointers);
  const values = without(removed);
  let state: FormState = {
    values,
    removed,
    unread: new Map(unread.map((text) => [text.problem.pointer ?? "", text])),
    settled: values,
    problems: [],
    byPointer: new Map(),
    touched: new Set(unread.map(({ problem }) => problem.pointer ?? "")),
    tried: false,
    notes: new Map(),
    reveal: null,
  };

  const rank = (problem: Problem): number => {
    const index = order.indexOf(problem.pointer?.split("/")[1] ?? "");
    return index === -1 ? order.length : index;
  };
  const set = (part: Partial<FormState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const hold = (part: Partial<Held>, also: Partial<FormState> = {}) => {
    held = { ...held, ...part };
    const unread = also.unread ?? state.unread;
    const seen = new Set<string>();
    const problems = [
      ...[...unread.values()].map(({ problem }) => problem),
      ...held.judged,
      ...held.named,
      ...held.refused.map(({ problem }) => problem),
    ].filter((problem) => {
      // The server says again what the schema already said here.
      const said = `${problem.pointer ?? ""} ${problem.message}`;
      return !seen.has(said) && seen.add(said);
    });
    const sorted = problems.toSorted((a, b) => rank(a) - rank(b));
    const byPointer = new Map<string, Problem>();
    for (const problem of sorted)
      if (problem.pointer !== null && !byPointer.has(problem.pointer)) byPointer.set(problem.pointer, problem);
    set({ ...also, problems: sorted, byPointer });
  };

  hold({});
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change: (changed) => {
      raw = changed;
      const next = without(state.removed);
      const refused = held.refused.filter(
        ({ problem, was }) => problem.pointer !== null && equalJson(valueAt(next, problem.pointer), was),
      );
      if (refused.length !== held.refused.length) hold({ refused }, { values: next });
      else set({ values: next });
    },
    judged: (settled, problems) => {
      hold({ judged: problems }, { settled });
    },
    refused: (problems) => {
      const now = problems.map((problem) => ({
        problem,
        was: problem.pointer === null ? undefined : valueAt(state.values, problem.pointer),
      }));
      hold({ refused: now }, { tried: true });
    },
    forgive: () => {
      if (held.refused.length > 0) hold({ refused: [] });
    },
    named: (problems) => {
      hold({ named: problems });
    },
    broken: (pointer, text) => {
      if (text === null && !state.unread.has(pointer)) return;
      const next = new Map(state.unread);
      if (text === null) next.delete(pointer);
      else next.set(pointer, text);
      hold({}, { unread: next });
    },
    remove: (pointers) => {
      set({ removed: pointers, values: without(pointers) });
    },
    touch: (pointer) => {
      if (!state.touched.has(pointer)) set({ touched: new Set(state.touched).add(pointer) });
    },
    shifted: (pointer) => {
      set({ touched: new Set([...state.touched].filter((touched) => !isWithin(touched, pointer))) });
    },
    note: (pointer, text) => {
      if ((state.notes.get(pointer) ?? null) === text) return;
      const notes = new Map(state.notes);
      if (text === null) notes.delete(pointer);
      else notes.set(pointer, text);
      set({ notes });
    },
    attempt: () => {
      set({ tried: true });
    },
    reveal: (pointer) => {
      set({ reveal: { pointer, count: (state.reveal?.count ?? 0) + 1 } });
    },
  };
}

/** True when a field's problem may be shown: after the field, or one inside it, was left once, or after a refused send. */
export function mayShow(state: FormState, pointer: string): boolean {
  if (state.tried || state.touched.has(pointer)) return true;
  for (const touched of state.touched) if (isWithin(touched, pointer)) return true;
  return false;
}
