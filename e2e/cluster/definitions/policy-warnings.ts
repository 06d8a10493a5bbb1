import type { JsonObject } from "@/lib/domain/json";
import type { Api } from "../api/client";
import { objectAt, objectsAt, textAt } from "../api/fields";
import { apply, type Manifest, remove } from "../api/objects";
import { untilObject } from "../api/until";
import type { LiveCrd } from "./live-crd";

/** What the type checker says of one expression. */
export interface PolicyWarning {
  /** `spec.validations[0].expression` */
  field: string;
  warning: string;
}

/**
 * Checks the types in a ValidatingAdmissionPolicy. A policy for `resources: ["*"]` is checked by nobody, so a copy is,
 * which names the plural and version that are live; it is bound to nothing and removed at the end.
 * Needs the kube-controller-manager, which does the checking.
 */
export async function policyWarnings(api: Api, policy: Manifest, crd: LiveCrd): Promise<PolicyWarning[]> {
  const copy: Manifest = {
    ...policy,
    metadata: { name: `${policy.metadata.name}-type-check` },
    spec: { ...objectAt(policy, "spec"), matchConstraints: constraintsOf(crd) },
  };
  await apply(api, copy);
  try {
    const { status } = await untilObject(
      api,
      copy,
      "is type-checked",
      (one) => one.status?.typeChecking !== undefined && one.status.observedGeneration === one.metadata.generation,
    );
    return objectsAt(objectAt(status, "typeChecking"), "expressionWarnings").map((one) => ({
      field: textAt(one, "fieldRef"),
      warning: textAt(one, "warning"),
    }));
  } finally {
    await remove(api, copy);
  }
}

function constraintsOf({ apiVersion, plural }: LiveCrd): JsonObject {
  const [group = "", version = ""] = apiVersion.split("/");
  const operations = ["CREATE", "UPDATE"];
  return { resourceRules: [{ apiGroups: [group], apiVersions: [version], resources: [plural], operations }] };
}
