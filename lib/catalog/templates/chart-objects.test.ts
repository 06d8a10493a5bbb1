import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { casesIn } from "@/tests/support/cases";
import { chartObjects } from "./chart-objects";

// A case is a folder: a template and its named templates go in, its objects come out. Its name is its claim.
const folder = fileURLToPath(new URL("./cases", import.meta.url));

describe("the objects of a chart's templates:", () => {
  for (const { name, text } of casesIn(folder))
    it(name, async () => {
      const objects = chartObjects({
        name: "app",
        version: "1.0.0",
        templates: [{ file: "template.yaml", text: text("template.yaml") }],
        helpers: [text("_helpers.tpl")],
      });
      const lines = objects.map((object) => `  ${JSON.stringify(object)}`).join(",\n");
      const file = `${folder}/${name.replaceAll(" ", "-")}/objects.json`;
      await expect(`[\n${lines}\n]\n`).toMatchFileSnapshot(file);
    });

  it("an endless template ends", () => {
    const endless = '{{ define "a" }}{{ include "a" . }}{{ end }}';
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include "a" . }}\n';
    const objects = chartObjects({ name: "app", version: "1", templates: [{ file: "a", text }], helpers: [endless] });
    expect(objects.map(({ name }) => name)).toEqual(["<release>"]);
  });
});
