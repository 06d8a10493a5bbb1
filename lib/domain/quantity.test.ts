import { expect, it } from "vitest";
import { amountOf, remainingOf } from "./quantity";

it.each([
  ["500m", 0.5],
  ["2", 2],
  [2, 2],
  ["2Gi", 2 ** 31],
  ["1.5k", 1_500],
  ["1e3", 1_000],
  ["-1", -1],
])("%j is %d", (quantity, amount) => expect(amountOf(quantity)).toBe(amount));

it.each(["", "Gi", "1 Gi", "much", "1Zi", null, undefined, true, Number.NaN])("%j is no quantity", (quantity) =>
  expect(amountOf(quantity)).toBeNull(),
);

it.each([
  ["8Gi", "512Mi", "7.5Gi"],
  ["4", "500m", "3.5"],
  ["50", "50", "0"],
  ["8Gi", "9Gi", "0"],
  ["100", "0", "100"],
  ["1e3", "1", "999"],
  [4, "1", "3"],
  ["8Gi", "much", null],
])("of %j with %j used, %j is left", (whole, used, left) => expect(remainingOf(whole, used)).toBe(left));
