"use client";
import type { ValidatorType } from "@rjsf/utils";
import { useEffect, useRef, useState } from "react";
import type { FormModel } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import { changesOfFixed } from "@/lib/schema/fixed";
import { formValues } from "@/lib/schema/values";
import type { FormStore } from "./form-store";
import { schemaOfValues, statedOf } from "./stated";

/** How long after a keystroke the values are judged, in milliseconds: the letter is painted first. */
const PAUSE = 80;

/** Says what the schema refuses in a form's values. */
export type Judge = (values: JsonObject) => Problem[];

/** What was loaded to judge with, and to choose between shapes with. */
export interface Jury {
  judge: Judge;
  validator: ValidatorType;
}

/** Loads the validator that the server compiled for this form, and the sentences for what it finds. */
async function loadJury(model: FormModel): Promise<Jury> {
  const [{ loadValidator }, { problemsOf }] = await Promise.all([
    import("@/lib/schema/browser-validator"),
    import("@/lib/schema/problems"),
  ]);
  const { schema } = model.form;
  const usual = schemaOfValues(model);
  const validator = await loadValidator(model.validatorUrl, model.form);
  return {
    validator,
    judge: (values) => {
      const shown = formValues(usual, values);
      const { errors = [] } = validator.rawValidation(schema, shown);
      const before = model.locked.length === 0 ? null : (model.before?.values ?? null);
      return [
        ...problemsOf(schema, errors, shown),
        // What would be sent is compared, as the server does: it leaves unsaid what the file leaves unsaid.
        ...(before === null ? [] : changesOfFixed(usual, before, statedOf(model, values, []))),
      ];
    },
  };
}

/**
 * Judges the form's values shortly after every change. Without a validator (it could not be loaded) the server judges
 * alone, when the request is sent.
 *
 * @returns `jury`: null until it is loaded, `"missing"` when it can't be · `judgeNow`: what is wrong at this moment
 */
export function useJudge(model: FormModel, store: FormStore) {
  const [jury, setJury] = useState<Jury | "missing" | null>(null);
  const loading = useRef<Promise<Jury | null> | null>(null);
  useEffect(() => {
    let gone = false;
    loading.current = loadJury(model).catch(() => null);
    void loading.current.then((loaded) => {
      if (!gone) setJury(loaded ?? "missing");
    });
    return () => {
      gone = true;
    };
  }, [model]);

  const judge = jury === null || jury === "missing" ? null : jury.judge;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen: JsonObject | null = null;
    const run = () => {
      const { values } = store.get();
      seen = values;
      store.judged(values, judge?.(values) ?? []);
    };
    run();
    const stop = store.subscribe(() => {
      if (store.get().values === seen) return;
      seen = store.get().values;
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, judge]);

  const judgeNow = async (): Promise<void> => {
    const loaded = await loading.current;
    const { values } = store.get();
    store.judged(values, loaded?.judge(values) ?? []);
  };
  return { jury, judgeNow };
}
