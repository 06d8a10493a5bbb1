import type { Refusal } from "@/lib/domain/desired";
import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import type { Service } from "@/lib/domain/service";
import { nameOf, type Target } from "@/lib/domain/target";
import { parseManifest } from "@/lib/manifest/manifest";
import { readFailure } from "@/lib/manifest/read-failure";
import { apiVerdict } from "@/lib/schema/judge";

/** A manifest's text as a cluster would take it. */
export interface Reception {
  /** Why no cluster takes it; null when it does. */
  refusal: Refusal | null;
  /** The values that the text states; empty when it can't be read. */
  values: JsonObject;
}

/**
 * Judges a manifest's text as Argo CD and the Kubernetes API would, in their words.
 *
 * @param schema the chart's schema; null when the chart has left the catalogue, so that only reading can fail
 */
export function receptionOf(
  text: string,
  target: Target,
  { kind }: Pick<Service, "kind">,
  schema: JsonObject | null,
  { group, version }: Pick<Platform, "group" | "version">,
): Reception {
  const { manifest } = parseManifest(text);
  if (manifest === null) {
    const message = readFailure(text);
    return { refusal: message === null ? { kind: "nothing", message: "" } : { kind: "unread", message }, values: {} };
  }
  const { values } = manifest;
  if (manifest.apiVersion !== `${group}/${version}` || manifest.kind !== kind)
    return {
      refusal: {
        kind: "refused",
        message: `The Kubernetes API could not find ${manifest.apiVersion}/${manifest.kind} for requested resource ${manifest.namespace}/${manifest.name}. Make sure the "${manifest.kind}" CRD is installed on the destination cluster.`,
      },
      values,
    };
  if (schema === null) return { refusal: null, values };
  const { undeclared, invalid } = apiVerdict(schema, values);
  const name = nameOf(target);
  if (undeclared.length > 0)
    return refused(
      `failed to create typed patch object (${manifest.namespace}/${name}; ${group}/${version}, Kind=${kind}): ${listed(undeclared.map((path) => `${path}: field not declared in schema`))}`,
      values,
    );
  if (invalid.length > 0) return refused(`${kind}.${group} "${name}" is invalid: ${listed(invalid)}`, values);
  return { refusal: null, values };
}

function refused(message: string, values: JsonObject): Reception {
  return { refusal: { kind: "refused", message }, values };
}

/** One statement stands alone, several in brackets: Kubernetes' way. */
function listed(statements: readonly string[]): string {
  return statements.length === 1 ? (statements[0] ?? "") : `[${statements.join(", ")}]`;
}
