import { expect, it } from "vitest";
import { amountOf } from "./quantity";

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
