import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { catalogued, rendererOf } from "@/tests/support/backstage";
import { casesIn } from "@/tests/support/cases";
import { softwareTemplates } from "./software-templates";

const folder = join(import.meta.dirname, "cases");
const platform = {
  group: "services.example.org",
  version: "v1",
  controlNamespace: "control",
  releasesRepository: "example/releases",
  branch: "main",
};

/** A case's schema; its file holds nothing else. */
function schemaOf(json: unknown): JsonObject {
  const value = json as JsonObject; // what JSON.parse returned and is an object
  if (!isObject(value)) throw new Error("A case's schema is no object.");
  return value;
}

/** Two services of one schema, so that what they say alike is shared. */
function filesOf(schema: JsonObject): Map<string, string> {
  const service = {
    title: typeof schema.title === "string" ? schema.title : "Some",
    description: "What it is.",
    tags: ["data", "No Tag"],
    schema,
  };
  const services = [
    { ...service, name: "some", kind: "Some" },
    { ...service, name: "other", kind: "Other" },
  ];
  return new Map(softwareTemplates(services, platform).map(({ path, text }) => [path, text]));
}

describe("a template and its skeleton", () => {
  for (const { name, json } of casesIn(folder)) {
    const files = filesOf(schemaOf(json("schema.json")));
    for (const [path, file] of [
      ["software-templates/some/template.yaml", "template.yaml"],
      ["software-templates/some/skeleton/manifest.yaml", "skeleton.yaml"],
    ] as const)
      it(`${name} (${file})`, async () => {
        const expected = join(folder, name.replaceAll(" ", "-"), file);
        await expect(files.get(path)).toMatchFileSnapshot(expected);
        if (file === "template.yaml") expect(catalogued(files, path)).toHaveProperty("spec");
        else expect(rendererOf(files.get(path) ?? "")({ tenant: "acme", name: "x" })).toContain("kind: Some\n");
      });
  }
});
