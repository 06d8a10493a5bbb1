import { expect, it } from "vitest";
import { instancesTitle } from "./instances-title";

const NONE = { ready: 0, progressing: 0, broken: 0, deleting: 0, gone: 0, unknown: 0 };

it.each([
  ["There are no instances yet", 0, NONE],
  ["None of 3 instances is broken", 3, { ...NONE, ready: 3 }],
  ["1 of 3 instances is broken", 3, { ...NONE, ready: 2, broken: 1 }],
  ["2 of 3 instances are broken", 3, { ...NONE, ready: 1, broken: 2 }],
  ["How the 3 instances are isn’t known", 3, { ...NONE, unknown: 3 }],
])("%s", (title, total, states) => {
  expect(instancesTitle({ total, states, unreachable: null })).toBe(title);
});
