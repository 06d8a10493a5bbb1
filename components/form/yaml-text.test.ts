import { describe, expect, it } from "vitest";
import { readYaml, writeYaml } from "./yaml-text";

describe("a value written as YAML", () => {
  it.each([[{ a: [1, { b: "yes" }] }], ["012"], ["on"], [["- x", "a: b", "*a", "{{ }}"]], [null], [1.5]])(
    "%j comes back as it was",
    (value) => {
      expect(readYaml(writeYaml(value))).toEqual({ ok: true, value });
    },
  );

  it("nothing but comments is no value", () => {
    expect(readYaml("# later\n")).toEqual({ ok: true, value: undefined });
  });

  it.each(["a: [1", "a: 1\na: 2", "a: &x 1\nb: *x"])("%j is refused with a reason", (text) => {
    expect(readYaml(text)).toMatchObject({ ok: false, why: expect.stringMatching(/\.$/) as string });
  });
});
