import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Api } from "../api/client";
import { objectAt } from "../api/fields";
import { create } from "../api/objects";

/** What the API server says to an instance with such values. */
export type ApiJudgement =
  /** `kept`: it would store all that was stated. */
  | { accepted: true; kept: boolean }
  /** `by`: the CRD's schema, the admission policy, or a write being strict about keys. */
  | { accepted: false; by: "policy" | "schema" | "strict"; message: string };

/** Where instances of a service go. */
export interface InstancePlace {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
}

/** Asks the API server by a dry run, as strictly as Argo CD writes; or as leniently as a write can be. */
export async function apiJudgement(
  api: Api,
  { apiVersion, kind, namespace, name }: InstancePlace,
  values: JsonObject,
  fieldValidation: "Ignore" | "Strict" = "Strict",
): Promise<ApiJudgement> {
  const verdict = await create(
    api,
    { apiVersion, kind, metadata: { namespace, name }, spec: { values } },
    { dryRun: true, fieldValidation },
  );
  if (verdict.accepted) return { accepted: true, kept: holds(objectAt(verdict.object.spec, "values"), values) };
  const { code, message } = verdict;
  return { accepted: false, by: code === 400 ? "strict" : isPolicys(message) ? "policy" : "schema", message };
}

function isPolicys(message: string): boolean {
  return message.includes("ValidatingAdmissionPolicy");
}

/** True when everything that was stated is stored as it was; defaults may stand beside it. */
function holds(stored: JsonValue | undefined, stated: JsonValue): boolean {
  if (Array.isArray(stated))
    return (
      Array.isArray(stored) && stored.length === stated.length && stated.every((item, at) => holds(stored[at], item))
    );
  if (!isObject(stated)) return stored === stated;
  return isObject(stored) && Object.entries(stated).every(([key, value]) => holds(stored[key], value));
}
