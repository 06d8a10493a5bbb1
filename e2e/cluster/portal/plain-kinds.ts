import { applyAll } from "../api/apply-files";
import type { Api } from "../api/client";
import type { Manifest } from "../api/objects";

/** Custom resources without a controller: nobody but the test writes what they say. */
export async function applyPlainKinds(
  api: Api,
  group: string,
  kinds: readonly string[],
  version = "v1",
): Promise<void> {
  await applyAll(
    api,
    kinds.map((kind): Manifest => {
      const singular = kind.toLowerCase();
      const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
      return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `${singular}s.${group}` },
        spec: {
          group,
          scope: "Namespaced",
          names: { kind, singular, plural: `${singular}s`, listKind: `${kind}List` },
          versions: [
            {
              name: version,
              served: true,
              storage: true,
              subresources: { status: {} },
              schema: { openAPIV3Schema: { type: "object", properties: { spec: anything, status: anything } } },
            },
          ],
        },
      };
    }),
  );
}
