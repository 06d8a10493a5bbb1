import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conditionOf } from "../api/conditions";
import { apply, create, get, remove } from "../api/objects";
import { untilGone, untilObject } from "../api/until";
import { liveCrd, schemaAt, untilCrd } from "../definitions/live-crd";
import { definitionNamed, untilActive } from "../definitions/until-active";
import { suiteApi, useNamespace } from "../suite";
import { definition, definitionName, type Example, GROUP, instance } from "./example";
import { publish } from "./publish";
import { quoted } from "./quote";

const api = suiteApi();
let space: string;
beforeAll(async () => {
  space = await useNamespace(api, "facts-changes");
});
afterAll(() => api.close());

/** The description of `values`, which ends with what stands for the schema's hash. */
const hashed = (hash: string) => `required=true description=${quoted(`Its values. ${hash}`)}`;

describe("a changed definition", () => {
  it("does not reach the CRD when only a rule changed, and KRO says that all is well: the stale CRD", async () => {
    const rule = (most: number): Example => ({
      kind: "Stale",
      values: { count: `integer | validation=${quoted(`self <= ${most}`)}` },
      markers: hashed("1"),
    });
    await publish(api, rule(5));
    await publish(api, rule(3));
    const definition = await get(api, definitionNamed(definitionName("Stale")));
    expect(definition).toMatchObject({ metadata: { generation: 2 }, status: { state: "Active" } });
    // Whatever KRO still does it would have done by now.
    await sleep(3_000);
    const crd = await liveCrd(api, GROUP, "Stale");
    expect(JSON.stringify(crd?.schema)).toContain("self <= 5");
    expect(await create(api, instance("Stale", space, "x", { count: 4 }), { dryRun: true })).toMatchObject({
      accepted: true,
    });
  });

  it("reaches the CRD, rules and all, when the hash in the description of values changes with it", async () => {
    const rule = (most: number, hash: string): Example => ({
      kind: "Fresh",
      values: {
        count: `integer | validation=${quoted(`self <= ${most}`)}`,
        map: `map[string]${most > 3 ? "string" : "integer"}`,
      },
      markers: hashed(hash),
    });
    await publish(api, rule(5, "1"));
    await publish(api, rule(3, "2"));
    const crd = await untilCrd(api, GROUP, "Fresh", "has the new rule", (one) =>
      JSON.stringify(one.schema).includes("self <= 3"),
    );
    expect(schemaAt(crd, "values", "map")).toMatchObject({ additionalProperties: { type: "integer" } });
    expect(await create(api, instance("Fresh", space, "x", { count: 4 }), { dryRun: true })).toMatchObject({
      accepted: false,
    });
  });

  it("reaches the CRD with a new optional field, and keeps stored defaults where the default changed", async () => {
    await publish(api, { kind: "Defaulted", values: { count: "integer | default=1" } });
    await apply(api, instance("Defaulted", space, "old", {}));
    await publish(api, { kind: "Defaulted", values: { count: "integer | default=2", more: "string" } });
    await untilCrd(api, GROUP, "Defaulted", "has the new field", (crd) => "type" in schemaAt(crd, "values", "more"));
    await apply(api, instance("Defaulted", space, "new", {}));
    expect((await get(api, instance("Defaulted", space, "old")))?.spec).toEqual({ values: { count: 1 } });
    expect((await get(api, instance("Defaulted", space, "new")))?.spec).toEqual({ values: { count: 2 } });
  });

  it("is applied by half when it breaks: the CRD stays, no field is named, and new templates serve the next instance", async () => {
    const one: Example = { kind: "Broken", values: { a: "string", b: "string" }, data: { from: "old" } };
    await publish(api, one);
    await apply(api, definition({ ...one, values: { a: "string" }, data: { from: "new" } }));
    const refused = await untilObject(
      api,
      definitionNamed(definitionName("Broken")),
      "is refused",
      ({ status, metadata }) => status?.state === "Inactive" && metadata.generation === 2,
    );
    expect(conditionOf(refused, "KindReady")).toMatchObject({
      status: "False",
      message: expect.stringContaining("breaking changes detected") as string,
    });
    const crd = await untilCrd(api, GROUP, "Broken");
    expect(schemaAt(crd, "values", "b")).toEqual({ type: "string" });
    await apply(api, instance("Broken", space, "next", { a: "x", b: "y" }));
    const made = { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: space, name: "next-broken" } };
    const config = await untilObject(api, made, "is made", () => true);
    expect(config).toMatchObject({ data: { from: "new" } });
  });

  it("that is deleted takes neither CRD nor instances along, and serves them again when it comes back", async () => {
    const one: Example = { kind: "Lasting", values: { a: "string" }, data: { a: "${schema.spec.values.a}" } };
    await publish(api, one);
    const object = instance("Lasting", space, "kept", { a: "x" });
    const made = { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: space, name: "kept-lasting" } };
    await apply(api, object);
    await untilObject(api, made, "is made", () => true);
    const { object: crd } = await untilCrd(api, GROUP, "Lasting");

    const gone = definitionNamed(definitionName("Lasting"));
    await remove(api, gone);
    await untilGone(api, gone);
    // Whatever KRO still does it would have done by now.
    await sleep(2_000);
    expect((await liveCrd(api, GROUP, "Lasting"))?.object.metadata.uid).toBe(crd.metadata.uid);
    expect(await get(api, object)).toMatchObject({ metadata: { name: "kept" } });
    expect(await get(api, made)).toMatchObject({ data: { a: "x" } });

    await publish(api, one);
    await apply(api, instance("Lasting", space, "kept", { a: "y" }));
    await untilObject(api, made, "has the new value", (config) => JSON.stringify(config).includes('"a":"y"'));
  });

  it("that is taken back is accepted again", async () => {
    const one: Example = { kind: "Mended", values: { a: "string", b: "string" } };
    await publish(api, one);
    await apply(api, definition({ ...one, values: { a: "string" } }));
    await untilObject(
      api,
      definitionNamed(definitionName("Mended")),
      "is refused",
      ({ status }) => status?.state === "Inactive",
    );
    await apply(api, definition(one));
    await untilActive(api, definitionName("Mended"));
  });
});
