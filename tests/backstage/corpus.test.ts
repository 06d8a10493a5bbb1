import { existsSync } from "node:fs";
import { templateEntityV1beta3Validator } from "@backstage/plugin-scaffolder-common";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { softwareTemplates } from "@/lib/compile/backstage/software-templates";
import { kindOf } from "@/lib/domain/service";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { formValues } from "@/lib/schema/values";
import { catalogued, rendererOf } from "../support/backstage";
import { CORPUS, corpusChart, corpusCharts } from "../support/corpus";
import { portalManifest } from "../support/portal-manifest";

const platform = {
  group: "services.example.org",
  version: "v1",
  controlNamespace: "control",
  releasesRepository: "example/releases",
  branch: "main",
};

if (!existsSync(CORPUS)) it(`finds no real schemas at ${CORPUS}: set CORPUS to test against some`, () => undefined);

describe.skipIf(!existsSync(CORPUS)).each(corpusCharts())("the real chart %s", (name) => {
  const { schema, values } = corpusChart(name);
  const service = { name, kind: kindOf(name), title: name, description: "", tags: ["Not a tag!"], schema };
  const files = new Map(softwareTemplates([service], platform).map(({ path, text }) => [path, text]));

  it("has a template that Backstage's own schema takes", async () => {
    const template = catalogued(files, `software-templates/${name}/template.yaml`);
    // It checks any data; its type already promises the entity.
    type Entity = Parameters<typeof templateEntityV1beta3Validator.check>[0];
    expect(await templateEntityV1beta3Validator.check(template as unknown as Entity)).toBe(true);
  });

  it("has a skeleton that makes the portal's manifest of the chart's own values, and of its defaults", () => {
    const render = rendererOf(files.get(`software-templates/${name}/skeleton/manifest.yaml`) ?? "");
    const { schema: form } = formSchemaOf(schema);
    for (const stated of [values, {}]) {
      const held = { ...formValues(form, stated), tenant: "acme", name: "orders" };
      const rendered = render(held);
      for (const version of ["1.1", "1.2"] as const)
        expect(parse(rendered, { version })).toEqual(parse(portalManifest(service, platform, held), { version }));
    }
  }, 60_000);
});
