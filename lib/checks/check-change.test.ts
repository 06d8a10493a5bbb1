import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { breaks, checkChange } from "./check-change";

const schema = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: "object",
  additionalProperties: false,
  required,
  properties: { name: { type: "string" }, ...properties },
});
const live = (values: JsonObject) => ({ path: "acme/cache/a/manifest.yaml", values: { name: "a", ...values } });
const impact = (before: JsonObject, after: JsonObject | null, ...values: JsonObject[]) =>
  checkChange("cache", before, after, values.map(live));
const breaking = (before: JsonObject, after: JsonObject, required: [string[], string[]] = [[], []]) =>
  impact(schema(before, required[0]), schema(after, required[1])).breaking.map(
    ({ pointer, what }) => `${pointer}: ${what}`,
  );

const size = { type: "integer", maximum: 9, default: 1 };

describe("a changed schema", () => {
  it("that only adds breaks nothing", () => {
    const found = impact(schema({ size }), schema({ size, mode: { type: "string", default: "on" } }), { size: 2 });
    expect(breaks(found)).toBe(false);
    expect(found).toEqual({ service: "cache", orphans: [], breaking: [], broken: [], unread: [], keepsDefault: [] });
  });

  it("names each live instance that would not fit any more, where and why, and no other", () => {
    const found = impact(
      schema({ size }),
      schema({ size: { ...size, maximum: 5, title: "Size" } }),
      { size: 7 },
      { size: 3 },
    );
    expect(found.broken).toEqual([
      { path: "acme/cache/a/manifest.yaml", pointer: "/size", message: "Size: At most 5. You entered 7." },
    ]);
    expect(breaks(found)).toBe(true);
  });

  it("names each live instance that goes on with a default's old value, and calls that no break", () => {
    const found = impact(schema({ size }), schema({ size: { ...size, default: 2 } }), {}, { size: 4 });
    expect(found.keepsDefault).toEqual([
      {
        path: "acme/cache/a/manifest.yaml",
        pointer: "/size",
        message: "It goes on with 1, which was the default when it was made; the new default is 2.",
      },
    ]);
    expect(breaks(found)).toBe(false);
  });

  it("can't take a service away that has instances", () => {
    expect(impact(schema({ size }), null, { size: 1 }).orphans).toEqual([{ path: "acme/cache/a/manifest.yaml" }]);
    expect(breaks(impact(schema({ size }), null))).toBe(false);
  });

  it("can't take a service away whose only instance has a manifest that can't be read, or is a composite's child", () => {
    const unread = { path: "acme/cache/a/manifest.yaml", values: null };
    const child = { ...unread, childOf: "acme/full-stack/shop/manifest.yaml" };
    expect(breaks(checkChange("cache", schema({ size }), null, [unread]))).toBe(true);
    expect(breaks(checkChange("cache", schema({ size }), null, [child]))).toBe(true);
  });

  it("names the instances whose manifests can't be read, instead of calling them fine", () => {
    const found = checkChange("cache", schema({ size }), schema({}), [
      { path: "acme/cache/a/manifest.yaml", values: null },
    ]);
    expect(found.unread).toEqual(["acme/cache/a/manifest.yaml"]);
  });

  it("names an instance that goes on with an old default which the new schema doesn't take", () => {
    const mode = (usual: string, refused: string) => ({ type: "string", default: usual, not: { const: refused } });
    const found = impact(
      schema({ mode: mode("off", "never") }),
      schema({ mode: mode("on", "off") }),
      {},
      { mode: "on" },
    );
    expect(found.broken).toMatchObject([{ path: "acme/cache/a/manifest.yaml", pointer: "/mode" }]);
  });

  it.each([
    ["a property taken out", { size, mode: { type: "string" } }, { size }, "/mode: It was taken out."],
    ["another type", { size }, { size: { type: "string" } }, "/size: It was a whole number and would be text."],
    [
      "a new pattern",
      { id: { type: "string" } },
      { id: { type: "string", pattern: "^a$" } },
      "/id: It would have to match ^a$.",
    ],
    ["a tighter bound", { size }, { size: { ...size, maximum: 5 } }, "/size: maximum was 9 and would be 5."],
    ["a new bound", { size }, { size: { ...size, minimum: 1 } }, "/size: minimum would be 1, and there was none."],
    [
      "a choice taken away",
      { mode: { type: "string", enum: ["a", "b"] } },
      { mode: { type: "string", enum: ["a"] } },
      '/mode: "b" could not be chosen any more.',
    ],
    [
      "a tighter entry",
      { list: { type: "array", items: { type: "string", maxLength: 9 } } },
      { list: { type: "array", items: { type: "string", maxLength: 3 } } },
      "/list/*: maxLength was 9 and would be 3.",
    ],
  ])("is breaking to KRO for %s", (_what, before, after, sentence) => {
    expect(breaking(before, after)).toEqual([sentence]);
  });

  it("is breaking to KRO for what becomes required without a default, new or not", () => {
    const text = { type: "string" };
    expect(breaking({ id: text }, { id: text }, [[], ["id"]])).toEqual(["/id: It would be required, and was not."]);
    expect(breaking({}, { id: text }, [[], ["id"]])).toEqual(["/id: It is new and required, and has no default."]);
    expect(breaking({}, { id: { ...text, default: "x" } }, [[], ["id"]])).toEqual([]);
    expect(breaking({ id: { ...text, default: "x" } }, { id: text }, [["id"], ["id"]])).toEqual([
      "/id: It is required and would lose its default.",
    ]);
  });

  it("isn't breaking to KRO for a new required group that its own defaults bring", () => {
    const group = (properties: JsonObject, required: string[] = []): JsonObject => ({
      type: "object",
      properties,
      required,
    });
    expect(breaking({}, { group: group({ size }) }, [[], ["group"]])).toEqual([]);
    expect(breaking({}, { group: group({ id: { type: "string" } }) }, [[], ["group"]])).toEqual([
      "/group: It is new and required, and has no default.",
    ]);
  });

  it("isn't breaking to KRO for what is relaxed", () => {
    expect(breaking({ size }, { size: { ...size, maximum: 20 } })).toEqual([]);
    expect(breaking({ id: { type: "string", pattern: "^a$" } }, { id: { type: "string" } })).toEqual([]);
  });
});
