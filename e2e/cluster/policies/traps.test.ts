import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import { policy } from "@/lib/compile/policy";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { isInstanceService } from "@/lib/domain/service";
import { ROOT } from "../../harness/root";
import { apply, create, get, type Manifest, patch, remove } from "../api/objects";
import { untilGone, untilObject } from "../api/until";
import { untilCrd } from "../definitions/live-crd";
import { untilActive } from "../definitions/until-active";
import { untilEnforced } from "../definitions/until-enforced";
import { platformOf } from "../proof/cases";
import { valuesThatFit } from "../proof/fitting";
import { suiteApi, useNamespace } from "../suite";

const SPACE = "policies-traps";
const FINALIZER = "traps.example.org/held";
const platform = { ...platformOf("Traps"), controlNamespace: SPACE };
const { services } = await readCatalog(ROOT);
const api = suiteApi();
beforeAll(async () => {
  await useNamespace(api, SPACE);
});
afterAll(() => api.close());

function finalizersOf(object: KubernetesObject | null): string[] {
  // Every object may have them; the portal asks for none, so its type knows none.
  const { finalizers = [] } = (object?.metadata ?? {}) as { finalizers?: string[] };
  return finalizers;
}

describe("an instance that was there before the policy that refuses it", () => {
  for (const service of services)
    it(`is not held fast: ${service.name}`, { timeout: 180_000 }, async () => {
      // Kinds of this spec's own, for the policy must come later than an instance.
      const input = { ...service, kind: `Held${service.kind}`, values: apiTypes(service.schema), health: [] };
      const made = definition(input, platform, INSTANCE_GRAPH) as Manifest; // a Kubernetes object
      await apply(api, { ...made, metadata: { ...made.metadata, name: `held-${service.name}` } });
      await untilActive(api, `held-${service.name}`);
      const { apiVersion } = await untilCrd(api, platform.group, input.kind);

      const names: JsonObject = isInstanceService(service) ? { tenant: SPACE } : {};
      const values = { ...valuesThatFit(service.schema), ...names };
      const instance = (name: string): Manifest => ({
        apiVersion,
        kind: input.kind,
        metadata: { namespace: SPACE, name },
        spec: { values: { ...values, name: "other" } },
      });
      const [mended, kept, held] = [instance("mended"), instance("kept"), instance("held")];
      for (const one of [mended, kept, held]) await apply(api, one);
      await untilObject(api, held, "is seen by KRO", ({ status }) => status?.state !== undefined);

      for (const object of policy(input, platform)) await apply(api, object as Manifest); // Kubernetes objects
      await untilEnforced(api, apiVersion, input.kind, SPACE);
      const wrong = { accepted: false, message: expect.stringContaining("spec.values.name must be") as string };
      expect(await create(api, instance("new"), { dryRun: true })).toMatchObject(wrong);

      // Labels, finalizers and status change while spec stays as it is.
      const change = { metadata: { labels: { seen: "yes" }, annotations: { seen: "yes" } } };
      expect(await patch(api, kept, change)).toMatchObject({ accepted: true });
      const finalizers = [...finalizersOf(await get(api, held)), FINALIZER];
      expect(await patch(api, held, { metadata: { finalizers } })).toMatchObject({ accepted: true });
      expect(await patch(api, kept, { status: { state: "ERROR" } }, { status: true })).toMatchObject({
        accepted: true,
      });

      // A change of spec is judged: one that mends it passes, and any other is refused.
      expect(await patch(api, mended, { spec: { values: { name: "another" } } })).toMatchObject(wrong);
      expect(await patch(api, mended, { spec: { values: { name: "mended" } } })).toMatchObject({ accepted: true });

      // Deletion goes through to its end, by KRO's finalizer and by somebody else's.
      await remove(api, kept);
      await untilGone(api, kept);
      await remove(api, held);
      const gone = await untilObject(
        api,
        held,
        "is being deleted",
        ({ metadata }) => metadata.deletionTimestamp !== undefined,
      );
      expect(finalizersOf(gone)).toContain(FINALIZER);
      await untilObject(api, held, "is left by KRO", (one) => finalizersOf(one).length === 1);
      expect(await patch(api, held, { metadata: { finalizers: null } })).toMatchObject({ accepted: true });
      await untilGone(api, held);
    });
});
