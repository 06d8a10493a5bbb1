import { posix } from "node:path";
import { Environment, Template } from "nunjucks";
import { parseDocument } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";

/** Generated files by path. */
export type Files = ReadonlyMap<string, string>;

/** The settings of Backstage's SecureTemplater: no escaping, `${{`, no cookiecutter compatibility. */
const engine = new Environment(null, {
  autoescape: false,
  // The types know tags only for `configure`, which would also look for files.
  ...{ tags: { variableStart: "${{", variableEnd: "}}" } },
});

/** What Backstage makes of a skeleton file: values reach the engine as JSON. Throws when the skeleton is no template. */
export function rendererOf(skeleton: string): (values: JsonObject) => string {
  const template = new Template(skeleton, engine, undefined, true);
  return (values) => template.render({ values: parsedJson(JSON.stringify(values)) });
}

/** One YAML document, read as Backstage's catalogue reads it. Throws when it is not one. */
export function parsedYaml(text: string): JsonValue {
  const document = parseDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS() as JsonValue; // a document without errors and tags holds JSON
}

/**
 * An entity as it is in Backstage's catalogue: placeholders are replaced by the files that they name, relative to the
 * entity's own. As there, a placeholder is an object of one key, what it brings is not looked into again, and neither is
 * an object that has a key with `$` beside others.
 */
export function catalogued(files: Files, path: string): JsonObject {
  const text = files.get(path);
  const entity = text === undefined ? null : resolved(parsedYaml(text), files, path);
  if (entity === null || !isObject(entity)) throw new Error(`${path} holds no entity.`);
  return entity;
}

function resolved(value: JsonValue, files: Files, path: string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => resolved(item, files, path));
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith("$")))
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolved(child, files, path)]));
  if (keys.length > 1 || keys[0] === "$ref") return value;
  if (keys[0] !== "$yaml" || typeof value.$yaml !== "string")
    throw new Error(`${path} holds ${JSON.stringify(value)}.`);
  const target = posix.join(posix.dirname(path), value.$yaml);
  const text = files.get(target);
  if (text === undefined) throw new Error(`${path} includes ${target}, which isn't there.`);
  return parsedYaml(text);
}

function parsedJson(text: string): JsonValue {
  return JSON.parse(text) as JsonValue; // JSON.parse returns nothing else
}
