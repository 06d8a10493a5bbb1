import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiTypes } from "@/lib/compile/api-types";
import type { JsonObject } from "@/lib/domain/json";
import { apply, get, type Manifest, patch } from "../api/objects";
import { untilObject } from "../api/until";
import { platformOf, publishAll } from "../proof/cases";
import { suiteApi, useNamespace } from "../suite";

const SCHEMA: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: false,
  required: ["tenant", "name"],
  properties: {
    tenant: { type: "string" },
    name: { type: "string" },
    size: { type: "integer", default: 1 },
    zone: { title: "Zone", type: "string", "x-fixed": true },
    class: { title: "Class", type: "string", default: "fast", "x-fixed": true },
    disk: {
      title: "Disk",
      type: "object",
      additionalProperties: false,
      properties: {
        kind: { title: "Kind of disk", type: "string", "x-fixed": true },
        gib: { type: "integer" },
      },
    },
    shape: {
      title: "Shape",
      "x-fixed": true,
      type: "object",
      additionalProperties: false,
      properties: { a: { type: "integer" }, b: { type: "integer" } },
    },
  },
};

const SPACE = "policies-fixed";
const platform = platformOf("Fixed");
const service = {
  name: "fixed-at-birth",
  kind: "FixedAtBirth",
  title: "Fixed",
  schema: SCHEMA,
  values: apiTypes(SCHEMA),
};
const api = suiteApi();
beforeAll(async () => {
  await useNamespace(api, SPACE);
  await publishAll(api, [service], platform, SPACE);
}, 300_000);
afterAll(() => api.close());

function instance(name: string, values: JsonObject): Manifest {
  return {
    apiVersion: `${platform.group}/${platform.version}`,
    kind: service.kind,
    metadata: { namespace: SPACE, name },
    spec: { values: { tenant: SPACE, name, ...values } },
  };
}

/** What an instance states at first, what a change of its values tries, and whose rule stops it. */
const TRIED: Record<string, [first: JsonObject, change: JsonObject, label: string]> = {
  changed: [{ zone: "a" }, { zone: "b" }, "Zone"],
  "taken away": [{ zone: "a" }, { zone: null }, "Zone"],
  "set later": [{}, { zone: "a" }, "Zone"],
  "changed from its default": [{}, { class: "slow" }, "Class"],
  "given back to another default": [{ class: "slow" }, { class: null }, "Class"],
  "changed within a group": [{ disk: { kind: "ssd" } }, { disk: { kind: "hdd" } }, "Disk › Kind of disk"],
  "taken away with all that is around it": [{ disk: { kind: "ssd", gib: 1 } }, { disk: null }, "Disk › Kind of disk"],
  "set later within a group that was there": [{ disk: { gib: 1 } }, { disk: { kind: "ssd" } }, "Disk › Kind of disk"],
  "set later with all that is around it": [{}, { disk: { kind: "ssd" } }, "Disk › Kind of disk"],
  "changed in a part of it": [{ shape: { a: 1 } }, { shape: { b: 2 } }, "Shape"],
};

describe("a setting that is fixed after creation can't be", () => {
  for (const [what, [first, change, label]] of Object.entries(TRIED))
    it(what, async () => {
      const object = instance(`x-${Object.keys(TRIED).indexOf(what)}`, first);
      await apply(api, object);
      const before = (await get(api, object))?.spec;
      expect(await patch(api, object, { spec: { values: change } })).toMatchObject({
        accepted: false,
        message: expect.stringContaining(
          `denied request: ${label} is fixed after creation. Make a new one, or state what stood there.`,
        ) as string,
      });
      // Everything else may change, and be stated anew.
      expect(await patch(api, object, { spec: { values: { size: 7, ...first } } })).toMatchObject({ accepted: true });
      expect((await get(api, object))?.spec).toEqual({ values: { ...valuesOf(before), size: 7 } });
    });

  it("slipped past by leaving out the whole spec first", async () => {
    const object = instance("specless", { zone: "a" });
    await apply(api, object);
    await untilObject(api, object, "is seen by KRO", ({ status }) => status?.state !== undefined);
    for (const spec of [null, { values: null }])
      expect(await patch(api, object, { spec })).toMatchObject({ accepted: false });
  });
});

function valuesOf(spec: JsonObject | undefined): JsonObject {
  const values = spec?.values;
  return typeof values === "object" && values !== null && !Array.isArray(values) ? values : {};
}
