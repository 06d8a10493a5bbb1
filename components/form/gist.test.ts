import { describe, expect, it } from "vitest";
import { gistOf, itemName } from "./gist";

describe("an item of a list in one line", () => {
  it("begins with its name and says what else is short", () => {
    expect(gistOf({ kind: "User", name: "dev:requester", role: "admin" })).toBe("dev:requester · User · admin");
  });

  it("is empty while nothing was entered", () => {
    expect(gistOf({ on: true, list: [] })).toBe("");
    expect(gistOf(undefined)).toBe("");
  });

  it("names an item for its buttons, by its number where it has no name yet", () => {
    expect(itemName({ title: "Owner" }, { name: "alpha" }, 0)).toBe("alpha");
    expect(itemName({ title: "Owner" }, {}, 1)).toBe("owner 2");
    expect(itemName({}, null, 0)).toBe("item 1");
  });
});
