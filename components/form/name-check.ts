"use client";
import { useEffect, useState } from "react";
import type { Problem } from "@/lib/domain/problem";
import type { NameAnswer } from "@/lib/domain/send-request";
import { TENANT_SERVICE } from "@/lib/domain/service";
import type { FormSession } from "./form-context";
import { useFormState, useSession } from "./form-context";

/** How long a person must pause before a name is looked up, in milliseconds. */
const PAUSE = 300;

/** Who has this name? Null when it can't be asked now; the server asks again when the request is sent. */
export async function askName(
  service: string,
  tenant: string,
  name: string,
  signal: AbortSignal,
): Promise<NameAnswer | null> {
  try {
    const query = new URLSearchParams({ service, tenant, name });
    const answer = await fetch(`/api/names?${query}`, { signal, headers: { accept: "application/json" } });
    if (!answer.ok) return null;
    return (await answer.json()) as NameAnswer; // our own route, typed by the same file
  } catch {
    return null;
  }
}

const TAKEN = ["name-taken", "request-open"];

/** What of an answer stands in the way of sending. A repeated send is told apart by its key, which only the server knows. */
export function problemsToSay(session: Pick<FormSession, "sentBefore">, { problems }: NameAnswer): Problem[] {
  return session.sentBefore() ? problems.filter(({ code }) => !TAKEN.includes(code)) : problems;
}

/** What a free name becomes, in a sentence; null when the answer holds a problem (that is said as an error). */
export function sayName(answer: NameAnswer): string | null {
  if (answer.problems.length > 0) return null;
  const free = answer.clusterAsked
    ? "Free in Git, in open requests and in the cluster."
    : "Free in Git and in open requests. The cluster can't be asked now; it is asked again before the merge.";
  return `Becomes ${answer.releaseName} in the cluster. ${free}`;
}

/** Tenant and name as the form holds them now; null while one is missing. A tenant's name is both. */
export function namesOf(session: Pick<FormSession, "model">, values: { tenant?: unknown; name?: unknown }) {
  const { tenant, name } = values;
  if (typeof name !== "string" || name === "") return null;
  if (session.model.service.name === TENANT_SERVICE) return { tenant: name, name };
  return typeof tenant === "string" && tenant !== "" ? { tenant, name } : null;
}

/** Looks the name up while it is typed and puts what is wrong with it at its field. Returns the sentence for a free one. */
export function useNameCheck(): string | null {
  const session = useSession();
  const { model, store } = session;
  const key = useFormState((state) => {
    if (model.target !== null) return "";
    const names = namesOf(session, state.values);
    return names === null ? "" : `${names.tenant}/${names.name}`;
  });
  const [found, setFound] = useState<{ key: string; text: string | null } | null>(null);
  useEffect(() => {
    const [tenant = "", name = ""] = key.split("/");
    store.named([]);
    if (key === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void askName(model.service.name, tenant, name, abort.signal).then((answer) => {
        if (abort.signal.aborted || answer === null) return;
        const problems = problemsToSay(session, answer);
        // The schema says what a name may look like, and says it better at its own field.
        const refused = ["/name", "/tenant"].some((pointer) => {
          const known = store.get().byPointer.get(pointer);
          return known !== undefined && !problems.some((problem) => same(problem, known));
        });
        store.named(refused ? [] : problems);
        // A name that was typed and found taken is worth saying before the field is left.
        if (problems.length > 0 && !refused) store.touch("/name");
        setFound({ key, text: sayName(answer) });
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, model.service.name, session, store]);
  return found !== null && found.key === key ? found.text : null;
}

function same(a: Problem, b: Problem): boolean {
  return a.code === b.code && a.message === b.message;
}
