import { describe, expect, it } from "vitest";
import { choicesOf, countChanged, countSettings, isChoiceSet } from "./schema-facts";
import { settingsText } from "./section";

const GROUP = {
  type: "object",
  properties: {
    on: { type: "boolean", default: false },
    keep: { type: "object", properties: { days: { type: "integer", default: 7 }, copies: { type: "integer" } } },
    hosts: { type: "array", items: { type: "string" } },
  },
};

describe("what a schema says about its fields", () => {
  it("choices come from enum, and from oneOf of constants with their titles and meanings", () => {
    expect(choicesOf({ enum: ["a", 1, null] })?.map(({ label }) => label)).toEqual(["a", "1", "null"]);
    expect(choicesOf({ oneOf: [{ const: "s", title: "Small", description: "1 CPU" }, { const: "l" }] })).toEqual([
      { value: "s", label: "Small", description: "1 CPU" },
      { value: "l", label: "l", description: null },
    ]);
  });

  it("shapes to choose from are no choices", () => {
    expect(choicesOf({ oneOf: [{ const: "a" }, { type: "object" }] })).toBeNull();
    expect(choicesOf({ type: "string" })).toBeNull();
  });

  it("a list of different choices is a set of boxes", () => {
    expect(isChoiceSet({ type: "array", uniqueItems: true, items: { enum: ["a", "b"] } })).toBe(true);
    expect(isChoiceSet({ type: "array", items: { enum: ["a", "b"] } })).toBe(false);
  });

  it("settings are counted one a scalar, list or map, and changed ones against their defaults", () => {
    expect(countSettings(GROUP)).toBe(4);
    const defaults = { on: false, keep: { days: 7 } };
    expect(countChanged(GROUP, defaults, defaults)).toBe(0);
    expect(countChanged(GROUP, { on: true, keep: { days: 7, copies: 2 }, hosts: ["a"] }, defaults)).toBe(3);
  });

  it("what a group brings along when it is stated is no change, at whatever depth the group lies", () => {
    const web = {
      type: "object",
      required: ["image"],
      properties: { image: {}, group: GROUP, size: { default: "s" } },
    };
    const all = { type: "object", properties: { web } };
    expect(countChanged(all, {}, {})).toBe(0);
    expect(countChanged(all, { web: { size: "s", group: { on: false, keep: { days: 7 } } } }, {})).toBe(0);
    expect(countChanged(all, { web: { image: "nginx", size: "l", group: { on: false } } }, {})).toBe(3);
  });

  it("what every object has is no value", () => {
    expect(countChanged({ properties: { toString: {}, constructor: {} } }, {}, {})).toBe(0);
    expect(countChanged({ properties: { toString: {} } }, { toString: "a" }, {})).toBe(1);
  });

  it.each([
    [1, 0, "1 setting, at its default"],
    [7, 0, "7 settings, all at their defaults"],
    [1, 1, "1 setting, changed"],
    [7, 2, "7 settings, 2 changed"],
  ])("%i settings, %i changed: %s", (settings, changed, text) => {
    expect(settingsText(settings, changed)).toBe(text);
  });
});
