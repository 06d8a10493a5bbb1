import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apply, create, get, patch } from "../api/objects";
import { untilObject } from "../api/until";
import { suiteApi, useNamespace } from "../suite";
import { instance } from "./example";
import { publish } from "./publish";

const api = suiteApi();
let space: string;
beforeAll(async () => {
  space = await useNamespace(api, "facts-holes");
});
afterAll(() => api.close());

describe("what KRO's CRD lets through", () => {
  it("is an instance without a spec, though fields of it are required; it then waits for ever", async () => {
    await publish(api, {
      kind: "Specless",
      values: { a: "string | required=true" },
      data: { a: "${schema.spec.values.a}" },
    });
    expect(await create(api, instance("Specless", space, "empty"))).toMatchObject({ accepted: true });
    const stuck = await untilObject(
      api,
      instance("Specless", space, "empty"),
      "is looked at",
      ({ status }) => status?.state !== undefined,
    );
    expect(stuck.status?.state).toBe("IN_PROGRESS");
    expect(JSON.stringify(stuck.status)).toContain("no such key");
  });

  it("is a name that is too long for the objects that carry it as a label", async () => {
    await publish(api, { kind: "Longname", values: { a: "string" } });
    const verdict = await create(api, instance("Longname", space, "n".repeat(64), { a: "x" }), { dryRun: true });
    expect(verdict).toMatchObject({ accepted: true });
  });

  it("is null for an optional field, which is dropped or replaced by the default", async () => {
    await publish(api, { kind: "Nulled", values: { a: "string", b: "string | default=x" } });
    expect(await create(api, instance("Nulled", space, "n", { a: null, b: null }))).toMatchObject({
      accepted: true,
      object: { spec: { values: { b: "x" } } },
    });
  });
});

describe("a field that KRO calls immutable", () => {
  beforeAll(async () => {
    await publish(api, {
      kind: "Fixed",
      types: { Inner: { a: "string | immutable=true" } },
      values: { inner: "Inner", late: "string | immutable=true" },
    });
  });
  const change = (name: string, values: Parameters<typeof patch>[2]) =>
    patch(api, instance("Fixed", space, name), { spec: { values } });

  it("refuses a change", async () => {
    await apply(api, instance("Fixed", space, "changed", { inner: { a: "x" } }));
    expect(await change("changed", { inner: { a: "y" } })).toMatchObject({
      accepted: false,
      causes: [{ field: "spec.values.inner.a", message: expect.stringContaining("field is immutable") as string }],
    });
  });

  it("is bypassed by taking it, or what it is in, away and setting it anew", async () => {
    for (const [name, gone] of [
      ["field", { inner: { a: null } }],
      ["parent", { inner: null }],
    ] as const) {
      await apply(api, instance("Fixed", space, name, { inner: { a: "x" } }));
      expect(await change(name, gone)).toMatchObject({ accepted: true });
      expect(await change(name, { inner: { a: "y" } })).toMatchObject({ accepted: true });
      expect((await get(api, instance("Fixed", space, name)))?.spec?.values).toEqual({ inner: { a: "y" } });
    }
  });

  it("may be set later when it was left out at first", async () => {
    await apply(api, instance("Fixed", space, "later", {}));
    expect(await change("later", { late: "x" })).toMatchObject({ accepted: true });
  });
});
