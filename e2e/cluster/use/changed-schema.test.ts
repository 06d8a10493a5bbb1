import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { breaks, checkChange } from "@/lib/checks/check-change";
import { apiTypes } from "@/lib/compile/api-types";
import { definition, INSTANCE_GRAPH } from "@/lib/compile/definition";
import type { PolicyInput } from "@/lib/compile/policy";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { ROOT } from "../../harness/root";
import { apply, create, type Manifest } from "../api/objects";
import { untilObject } from "../api/until";
import { schemaAt, untilCrd } from "../definitions/live-crd";
import { definitionNamed } from "../definitions/until-active";
import { platformOf, publishAll } from "../proof/cases";
import { valuesThatFit } from "../proof/fitting";
import { suiteApi, useNamespace } from "../suite";

const SPACE = "use-changed";
const platform = platformOf("Changed");
const { services } = await readCatalog(ROOT);
const api = suiteApi();
beforeAll(async () => {
  await useNamespace(api, SPACE);
});
afterAll(() => api.close());

function inputOf(name: string, kind: string, schema: JsonObject): PolicyInput {
  return { name, kind, title: name, values: apiTypes(schema) };
}

/** The schema with one keyword of one property set anew. */
function withKeyword(schema: JsonObject, property: string, change: JsonObject): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const before = properties[property];
  return { ...schema, properties: { ...properties, [property]: { ...(isObject(before) ? before : {}), ...change } } };
}

describe("a changed schema", () => {
  for (const service of services) {
    const [name, kind] = [`changed-${service.name}`, `Changed${service.kind}`];
    const longer = withKeyword(service.schema, "name", { maxLength: 99 });

    it(`of ${service.name} reaches the CRD that is live, when a bound alone is another`, async () => {
      await publishAll(api, [inputOf(name, kind, service.schema)], platform, SPACE);
      expect(schemaAt(await untilCrd(api, platform.group, kind), "values", "name").maxLength).not.toBe(99);
      await publishAll(api, [inputOf(name, kind, longer)], platform, SPACE);
      await untilCrd(
        api,
        platform.group,
        kind,
        "has the new bound",
        (crd) => schemaAt(crd, "values", "name").maxLength === 99,
      );
    }, 120_000);

    it(`of ${service.name} that breaks is refused by check-change, with the field, and does not reach the CRD`, async () => {
      const shorter = withKeyword(longer, "name", { maxLength: 2 });
      const instance = { path: "manifest.yaml", values: { ...valuesThatFit(service.schema), name: "near" } };
      const impact = checkChange(service.name, longer, shorter, [instance]);
      expect(breaks(impact)).toBe(true);
      expect(impact.breaking).toEqual([{ pointer: "/name", what: "maxLength was 99 and would be 2." }]);
      expect(impact.broken.map(({ pointer }) => pointer)).toContain("/name");

      const made = definition({ ...inputOf(name, kind, shorter), health: [] }, platform, INSTANCE_GRAPH);
      const { metadata } = await apply(api, made as Manifest); // a Kubernetes object
      await untilObject(
        api,
        definitionNamed(name),
        "is refused",
        (one) => one.status?.state === "Inactive" && one.metadata.generation === metadata.generation,
      );
      expect(schemaAt(await untilCrd(api, platform.group, kind), "values", "name").maxLength).toBe(99);
    }, 120_000);
  }

  it("reaches the CRD in what KRO by itself would not see: entries of maps, sets, and options that are given up", async () => {
    const schema = (properties: JsonObject): JsonObject => ({
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      additionalProperties: false,
      required: ["tenant", "name"],
      properties: { tenant: { type: "string" }, name: { type: "string" }, ...properties },
    });
    const publish = (properties: JsonObject) =>
      publishAll(api, [inputOf("changed-unseen", "ChangedUnseen", schema(properties))], platform, SPACE);
    const judge = (values: JsonObject) =>
      create(
        api,
        {
          apiVersion: `${platform.group}/${platform.version}`,
          kind: "ChangedUnseen",
          metadata: { namespace: SPACE, name: "near" },
          spec: { values: { tenant: SPACE, name: "near", ...values } },
        },
        { dryRun: true },
      );
    const tried: JsonObject[] = [{ sizes: { a: 9 } }, { tags: ["a", "a"] }, { mode: "other" }];
    await publish({
      sizes: { type: "object", additionalProperties: { type: "integer", maximum: 5 } },
      tags: { type: "array", items: { type: "string" }, uniqueItems: true },
      mode: { type: "string", enum: ["one", "two"] },
    });
    for (const values of tried) expect(await judge(values)).toMatchObject({ accepted: false });
    await publish({
      sizes: { type: "object", additionalProperties: { type: "integer", maximum: 9 } },
      tags: { type: "array", items: { type: "string" } },
      mode: { type: "string" },
    });
    await untilCrd(
      api,
      platform.group,
      "ChangedUnseen",
      "is the new one",
      (crd) => !("enum" in schemaAt(crd, "values", "mode")),
    );
    for (const values of tried) expect(await judge(values)).toMatchObject({ accepted: true });
  }, 120_000);
});
