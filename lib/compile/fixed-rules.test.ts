import { describe, expect, it } from "vitest";
import { fixedRules } from "./fixed-rules";

describe("the policy's rules for what is fixed after creation", () => {
  it("compare the place itself, there or not, so that neither removing it nor what it lies in goes round them", () => {
    const schema = {
      properties: {
        disk: { title: "Disk", properties: { "storage-class": { title: "Class", "x-fixed": true } } },
        size: {},
      },
    };
    expect(fixedRules(schema)).toEqual([
      {
        expression:
          "oldObject == null || dyn(object).?spec.?values[?'disk'][?'storage-class'] == dyn(oldObject).?spec.?values[?'disk'][?'storage-class']",
        message: "Disk › Class is fixed after creation. Make a new one, or state what stood there.",
      },
    ]);
  });

  it("hold for a property of an open object, too, of which the API knows nothing", () => {
    const schema = {
      properties: { any: { type: "object", properties: { one: { type: ["string", "number"], "x-fixed": true } } } },
    };
    expect(fixedRules(schema)).toHaveLength(1);
  });
});
