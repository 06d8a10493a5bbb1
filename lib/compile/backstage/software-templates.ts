import { entriesOf, equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { isInstanceService, type Service } from "@/lib/domain/service";
import { emitPair } from "@/lib/manifest/emit";
import { DRAFT_07 } from "@/lib/schema/dialect";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { pagesOf } from "./pages";
import { skeletonOf } from "./skeleton";
import { included, locationOf, MANIFEST_STEP, OUTPUT, type TemplateService, templateOf } from "./template";

/** Where Backstage's templates lie. */
export const SOFTWARE_TEMPLATES = "software-templates";

type Compiled = TemplateService & Pick<Service, "schema">;

/** The parameters that code may name: templates share those that all instances' schemas say alike. */
const IDENTITY = ["tenant", "name"];

/**
 * Everything that a Backstage needs to offer the services: `all.yaml`, a folder for each service, and what they share.
 *
 * @param services what can be requested, in the order in which they are listed
 * @returns files by path, relative to the repository's root
 */
export function softwareTemplates(
  services: readonly Compiled[],
  platform: Pick<Platform, "group" | "version" | "controlNamespace" | "releasesRepository" | "branch">,
): { path: string; text: string }[] {
  const compiled = services.map((service) => ({
    service,
    pages: pagesOf(formSchemaOf(service.schema), service.title),
  }));
  const shared = sharedOf(compiled.filter(({ service }) => isInstanceService(service)).map(({ pages }) => pages));
  const file = (path: string, sources: string, value: JsonObject): { path: string; text: string } => ({
    path: `${SOFTWARE_TEMPLATES}/${path}`,
    text: `# ${header(sources)}\n${entriesOf(value)
      .flatMap(([key, child]) => emitPair(key, child, 0))
      .join("\n")}\n`,
  });
  return [
    file("all.yaml", "charts/ and platform.yaml", locationOf(services, platform.controlNamespace)),
    file("shared/steps/manifest.yaml", "platform.yaml", MANIFEST_STEP),
    file("shared/output.yaml", "platform.yaml", OUTPUT),
    ...Object.entries(shared).map(([name, schema]) => file(`shared/parameters/${name}.yaml`, "charts/", schema)),
    ...compiled.flatMap(({ service, pages }) => {
      const sources = `charts/${service.name}/values.schema.json and platform.yaml`;
      const own = pages.map((page) =>
        isMistakable(page) ? shielded(page) : isInstanceService(service) ? including(page, shared) : page,
      );
      return [
        file(`${service.name}/template.yaml`, sources, templateOf(service, platform, own)),
        {
          path: `${SOFTWARE_TEMPLATES}/${service.name}/skeleton/manifest.yaml`,
          text: skeletonOf(service, platform, header(sources)),
        },
      ];
    }),
  ];
}

function header(sources: string): string {
  return `Generated from ${sources} by \`make definitions\`. Change those, not this file.`;
}

/** The identity's properties that are the same in every instance's first page. */
function sharedOf(all: JsonObject[][]): Record<string, JsonObject> {
  const properties = all.map(([page]) => (isObject(page?.properties) ? page.properties : {}));
  const [first, ...others] = properties;
  if (first === undefined || others.length === 0) return {};
  return Object.fromEntries(
    IDENTITY.flatMap((name): [string, JsonObject][] => {
      const schema = first[name];
      const alike = isObject(schema) && others.every((other) => equalJson(other[name], schema));
      // A reference would have to be followed in the page, not in the file.
      return alike && !JSON.stringify(schema).includes('"$ref"') ? [[name, schema]] : [];
    }),
  );
}

/** True when something in a schema looks like Backstage's way to include a file: an object of one key that begins with `$`. */
function isMistakable(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(isMistakable);
  if (!isObject(value)) return false;
  const [only = "", ...others] = Object.keys(value);
  return (others.length === 0 && only.startsWith("$") && only !== "$ref") || Object.values(value).some(isMistakable);
}

/** Backstage leaves an object alone, and all that is in it, when it has a key with `$` beside others. */
function shielded(page: JsonObject): JsonObject {
  return { $schema: DRAFT_07, ...page };
}

function including(page: JsonObject, shared: Record<string, JsonObject>): JsonObject {
  if (!isObject(page.properties)) return page;
  const properties = Object.entries(page.properties).map(([name, schema]): [string, JsonValue] => [
    name,
    shared[name] !== undefined && equalJson(schema, shared[name])
      ? included(`../shared/parameters/${name}.yaml`)
      : schema,
  ]);
  return { ...page, properties: Object.fromEntries(properties) };
}
