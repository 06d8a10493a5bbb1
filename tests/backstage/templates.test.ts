import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { templateEntityV1beta3Validator } from "@backstage/plugin-scaffolder-common";
import { describe, expect, it } from "vitest";
import { readCatalog } from "@/lib/catalog/read-catalog";
import { softwareTemplates } from "@/lib/compile/backstage/software-templates";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { isInstanceService } from "@/lib/domain/service";
import { ROOT } from "../charts/charts";
import { catalogued, type Files, parsedYaml } from "../support/backstage";

const { services, platform } = await readCatalog(ROOT);
const files: Files = new Map(softwareTemplates(services, platform).map(({ path, text }) => [path, text]));
const ALL = "software-templates/all.yaml";

/** Whether Backstage's own validator, which reads its own schema, takes it; it throws what it doesn't like. */
async function backstageTakes(entity: JsonObject): Promise<boolean> {
  // It checks any data; its type already promises the entity.
  return await templateEntityV1beta3Validator.check(
    entity as unknown as Parameters<typeof templateEntityV1beta3Validator.check>[0],
  );
}

function at(value: JsonValue | undefined, ...path: (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isObject(inner) ? inner[key] : undefined;
  }, value);
}

describe("the Backstage templates", () => {
  it("are listed in all.yaml, a service each, and every one is there", () => {
    const location = catalogued(files, ALL);
    expect(location).toMatchObject({ apiVersion: "backstage.io/v1alpha1", kind: "Location" });
    const targets = at(location, "spec", "targets");
    expect(targets).toEqual(services.map(({ name }) => `./${name}/template.yaml`));
    for (const target of Array.isArray(targets) ? targets : [])
      expect(files.has(posix.join(posix.dirname(ALL), typeof target === "string" ? target : ""))).toBe(true);
  });

  it.each(services)("$name: Backstage's own schema takes it with its shared parts in place", async (service) => {
    const template = catalogued(files, `software-templates/${service.name}/template.yaml`);
    expect(await backstageTakes(template)).toBe(true);
    expect(JSON.stringify(template)).not.toContain('"$yaml"');
    await expect(
      backstageTakes({ ...template, spec: { ...(isObject(template.spec) ? template.spec : {}), steps: "none" } }),
    ).rejects.toThrow("steps");
  });

  it.each(services)(
    "$name: asks for the tenant and the name, and puts the manifest where the releases repository has it",
    (service) => {
      const template = catalogued(files, `software-templates/${service.name}/template.yaml`);
      const identity = isInstanceService(service) ? ["tenant", "name"] : ["name"];
      expect(at(template, "spec", "parameters", 0, "required")).toEqual(expect.arrayContaining(identity));
      for (const field of identity)
        expect(at(template, "spec", "parameters", 0, "properties", field, "type")).toBe("string");
      expect(at(template, "spec", "steps", 0)).toMatchObject({
        action: "fetch:template",
        input: { url: "./skeleton", values: "${{ parameters }}" },
      });
      expect(at(template, "spec", "steps", 1, "input", "targetPath")).toBe(
        isInstanceService(service)
          ? `\${{ parameters.tenant }}/${service.name}/\${{ parameters.name }}`
          : "${{ parameters.name }}",
      );
      expect(files.has(`software-templates/${service.name}/skeleton/manifest.yaml`)).toBe(true);
    },
  );

  it("open their pull requests where platform.yaml says", () => {
    const fork = { ...platform, releasesRepository: "fork/state", branch: "live" };
    for (const { path, text } of softwareTemplates(services, fork))
      if (path.endsWith("/template.yaml"))
        expect(at(parsedYaml(text), "spec", "steps", 1, "input")).toMatchObject({
          repoUrl: "github.com?owner=fork&repo=state",
          targetBranchName: "live",
        });
  });

  it("say in their first line that they are generated, and from what", () => {
    for (const [path, text] of files) {
      const [, service = ""] = path.split("/");
      const sources = files.has(`software-templates/${service}/template.yaml`)
        ? `charts/${service}/values.schema.json and platform.yaml`
        : "";
      expect(text.split("\n")[0], path).toContain(`Generated from ${sources}`);
    }
  });

  it("are the files that the repository holds", () => {
    for (const [path, text] of files) expect(readFileSync(join(ROOT, path), "utf8"), path).toBe(text);
  });

  it("take a new field in the schema and nothing else: it is asked for, and left out where it has its default", () => {
    const service = services.find(isInstanceService);
    if (!service) throw new Error("no service");
    const properties = isObject(service.schema.properties) ? service.schema.properties : {};
    const schema = {
      ...service.schema,
      properties: { ...properties, colour: { type: "string", title: "Colour", default: "red" } },
    };
    const made = new Map(softwareTemplates([{ ...service, schema }], platform).map(({ path, text }) => [path, text]));
    const template = catalogued(made, `software-templates/${service.name}/template.yaml`);
    expect(at(template, "spec", "parameters", 0, "properties", "colour")).toEqual({
      type: "string",
      title: "Colour",
      default: "red",
    });
    expect(made.get(`software-templates/${service.name}/skeleton/manifest.yaml`)).toContain(
      'key0 == "colour" and (value0 | dump) == "\\"red\\""',
    );
  });
});
