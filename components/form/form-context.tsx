"use client";
import { createContext, useContext, useRef, useSyncExternalStore } from "react";
import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { createFormStore, type FormState, type FormStore } from "./form-store";

/** What every field of one open form may ask. */
export interface FormSession {
  model: FormModel;
  store: FormStore;
  /** The effective values of a file that states nothing. */
  defaults: JsonObject;
  /** JSON pointers, see `FormSchema.advanced`. */
  advanced: ReadonlySet<string>;
  /** True when the form is so long that what is folded away is drawn only once it is opened. */
  lazy: boolean;
  /** Whether it may have been sent already, into a time-out: a name that is taken is then taken by itself, for all one knows. */
  sentBefore: () => boolean;
}

const NONE = createFormStore({}, []);
export const SessionContext = createContext<FormSession | null>(null);

/** The open form that a field is part of. */
export function useSession(): FormSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error("A form field was drawn outside of a form.");
  return session;
}

/**
 * A part of the form's state; re-renders only when that part changes.
 *
 * @param select must return the same reference (or an equal primitive) for an unchanged part
 */
export function useFormState<T>(select: (state: FormState) => T): T {
  const store = useContext(SessionContext)?.store ?? NONE;
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/**
 * Like {@link useFormState} for what is costly to work out, or comes out as a new object each time.
 *
 * @param on the parts of the state that it depends on; it is worked out anew when one of them is another one
 * @param compute its result counts as unchanged when it is the same as JSON
 */
export function useComputedState<T>(on: (state: FormState) => readonly unknown[], compute: (state: FormState) => T): T {
  const last = useRef<{ on: readonly unknown[]; value: T } | null>(null);
  return useFormState((state) => {
    const parts = on(state);
    const known = last.current;
    if (known?.on.every((part, index) => part === parts[index]) === true) return known.value;
    const value = compute(state);
    const same = known !== null && JSON.stringify(known.value) === JSON.stringify(value);
    last.current = { on: parts, value: same ? known.value : value };
    return last.current.value;
  });
}

/** What a field's frame tells the control inside it. */
export interface Frame {
  pointer: string;
  /** The id that the control (or the first of a group) takes. */
  id: string;
  /** Ids of help, error and note, for aria-describedby; undefined when there are none. */
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FrameContext = createContext<Frame | null>(null);
export const FrameProvider = FrameContext.Provider;

/** The frame around the current control. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("A control was drawn outside of a field.");
  return frame;
}
