import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { objectAt, objectsAt, textAt } from "./fields";
import type { Answer } from "./send";

/** One thing that the API server found wrong. */
export interface Cause {
  /** `spec.values.replicas`, or empty. */
  field: string;
  message: string;
}

/** What the API server said to a write. */
export type Verdict =
  | { accepted: true; object: KubernetesObject; warnings: string[] }
  | { accepted: false; code: number; reason: string; message: string; causes: Cause[] };

/** Reads an answer as a verdict. */
export function verdictOf({ code, body, warnings }: Answer): Verdict {
  // The API server answers a write with the object as it was stored.
  if (code < 300) return { accepted: true, object: body as unknown as KubernetesObject, warnings };
  return {
    accepted: false,
    code,
    reason: textAt(body, "reason"),
    message: textAt(body, "message"),
    causes: objectsAt(objectAt(body, "details"), "causes").map((cause) => ({
      field: textAt(cause, "field"),
      message: textAt(cause, "message"),
    })),
  };
}

/** The stored object. Throws the API server's own words when it refused. */
export function accepted(verdict: Verdict, doing: string): KubernetesObject {
  if (verdict.accepted) return verdict.object;
  throw new Error(`${doing} was refused (${verdict.code} ${verdict.reason}): ${verdict.message}`);
}
