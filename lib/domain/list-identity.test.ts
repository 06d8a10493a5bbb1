import { describe, expect, it } from "vitest";
import { identitiesOf } from "./list-identity";

const item = (name: string, value: string | number) => ({ name, value });

describe("what tells a list's items apart", () => {
  it("is the key that most items share between the versions", () => {
    expect(identitiesOf([item("a", 1), item("b", 2), item("c", 3)], [item("b", 9), item("c", 3)])).toMatchObject({
      before: ['"a"', '"b"', '"c"'],
      after: ['"b"', '"c"'],
    });
    expect(identitiesOf([item("a", 1), item("b", 2)], [item("x", 1), item("y", 2)]).after).toEqual(["1", "2"]);
  });

  it("is a text rather than a number when both tell as much", () => {
    expect(identitiesOf([{ value: 1, name: "a" }], [{ value: 1, name: "a" }]).after).toEqual(['"a"']);
  });

  it("is no key that an item lacks, repeats, or fills with more than a single value", () => {
    for (const list of [
      [item("a", 1), { value: 1 }],
      [{ name: "a" }, { name: "a" }],
      [{ name: ["a"] }, { name: ["b"] }],
      ["a", "b"],
    ])
      expect(identitiesOf(list, list).before).toEqual([undefined, undefined]);
  });
});
