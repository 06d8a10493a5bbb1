import { describe, expect, it } from "vitest";
import { isHigher } from "./higher-version";

describe("versions", () => {
  it.each([
    ["0.2.0", "0.1.9", true],
    ["0.10.0", "0.9.0", true],
    ["1.0.0", "1.0.0-rc.1", true],
    ["1.0.0-rc.10", "1.0.0-rc.9", true],
    ["1.0.0", "1.0.0", false],
    ["1.0.0+b", "1.0.0+a", false],
    ["1.0.0-rc.1", "1.0.0", false],
    ["next", "1.0.0", false],
  ])("%s is higher than %s: %s", (version, old, higher) => expect(isHigher(version, old)).toBe(higher));
});
