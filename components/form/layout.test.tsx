// @vitest-environment jsdom
import { expect, it } from "vitest";
import { foreign, open } from "./foreign-hands";

it("fields come in the order of their hints, those of a group below its title, in what is folded away, too", async () => {
  const text = { type: "string" };
  await open(
    foreign({
      late: { ...text, "x-order": 9 },
      class: { ...text, "x-group": "Storage", "x-order": 1 },
      early: { ...text, "x-order": 0 },
      size: { ...text, "x-group": "Storage" },
      deep: { type: "object", properties: { z: text, y: { ...text, "x-order": 1 } } },
      hidden: { ...text, "x-group": "Storage", "x-advanced": true },
    }),
  );
  const ids = [...document.querySelectorAll("input")].map(({ id }) => id).filter((id) => !/tenant|name/.test(id));
  expect(ids).toEqual(["f/early", "f/class", "f/size", "f/late", "f/deep/y", "f/deep/z", "f/hidden"]);
  const groups = [...document.querySelectorAll("fieldset")].filter(
    (group) => group.querySelector("legend")?.textContent === "Storage",
  );
  expect(groups.map((group) => [...group.querySelectorAll("input")].map(({ id }) => id))).toEqual([
    ["f/class", "f/size"],
    ["f/hidden"],
  ]);
});
