import { expect, it } from "vitest";
import { putBack } from "./put-back";

it("a place is put back to what the source has there, and nothing else changes", () => {
  const values = { a: { b: 1, c: 2 }, d: 3 };
  expect(putBack(values, ["a", "b"], { a: { b: 9 } })).toEqual({ a: { b: 9, c: 2 }, d: 3 });
  expect(putBack(values, ["a", "b"], {})).toEqual({ a: { c: 2 }, d: 3 });
  expect(putBack({ d: 3 }, ["a", "b"], { a: { b: 9 } })).toEqual({ d: 3, a: { b: 9 } });
  expect(putBack({ d: 3 }, ["a", "b"], {})).toEqual({ d: 3 });
  expect(putBack({ a: "text" }, ["a", "b"], { a: { b: 9 } })).toEqual({ a: "text" });
});
