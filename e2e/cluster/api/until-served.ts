import type { Api } from "./client";
import { conditionOf } from "./conditions";
import { objectAt, objectsAt, textAt } from "./fields";
import type { Reference } from "./objects";
import { until, untilObject } from "./until";

/** Waits until the API server has taken a CRD in and serves its kinds: discovery follows the condition a moment later. */
export async function untilServed(api: Api, crd: Reference): Promise<void> {
  const object = await untilObject(
    api,
    crd,
    "is established",
    (one) => conditionOf(one, "Established")?.status === "True",
  );
  const kind = textAt(objectAt(object.spec, "names"), "kind");
  for (const version of objectsAt(object.spec, "versions").filter(({ served }) => served === true)) {
    const apiVersion = `${textAt(object.spec, "group")}/${textAt(version, "name")}`;
    await until(`${kind} of ${apiVersion} is served`, () => api.kinds.find(apiVersion, kind));
  }
}
