import { type RJSFSchema, schemaParser } from "@rjsf/utils";
import createAjvInstance from "@rjsf/validator-ajv8/lib/createAjvInstance.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { FormSchema } from "@/lib/domain/form-model";
import { isObject, type JsonObject, without } from "@/lib/domain/json";
import { CHECK } from "./check-keyword";
import { VALIDATOR_OPTIONS } from "./validator-options";
import { mapSchemas, subschemas } from "./walk";

/**
 * The form's validator as the source of an ES module: compiled here, so that the browser needs neither a compiler nor
 * `eval`. Its default export holds one function for the form's schema and one for every sub-schema that rjsf asks about
 * (the options of a choice, conditions), by id or hash.
 *
 * Takes from 10 ms to a second, by the size of the schema: keep the answer by the schema's hash.
 */
export function validatorModule(form: FormSchema): string {
  return `${validatorCode(askedAbout(form.schema))}\nexport default module.exports;\n`;
}

/**
 * The validators of some schemas as statements that leave them in `module.exports`, by id.
 *
 * Server and browser run the same text. ajv's own compiled functions stand on a deep comparison that calls a value's
 * `valueOf` and `toString`, and a manifest may have keys of those names.
 */
export function validatorCode(schemas: RJSFSchema[]): string {
  const { customFormats, ajvOptionsOverrides, ajvFormatOptions, extenderFn } = VALIDATOR_OPTIONS;
  const judging = schemas.map((schema) => withProtoJudged(schema as JsonObject)); // schemas are plain JSON
  const options = { ...ajvOptionsOverrides, code: { lines: false, source: true }, schemas: judging };
  const code = standaloneCode(createAjvInstance([], customFormats, options, ajvFormatOptions, undefined, extenderFn));
  const needed = [...new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name ?? ""))];
  const helpers = needed.map((name) => {
    const helper = HELPERS[name];
    // Only a new version of ajv can ask for another one; the corpus test would show it.
    if (helper === undefined)
      throw new Error(`The compiled validator asks for ${name}, which is not written for the browser.`);
    return `${JSON.stringify(name)}: { default: ${helper} }`;
  });
  return `const modules = { ${helpers.join(", ")} };
const require = (name) => modules[name];
const module = { exports: {} };
((exports) => {
${code}
})(module.exports);`;
}

const PROTO = "__proto__";
const NAMES_PROTO = `^${PROTO}$`;

/** ajv passes over a property called `__proto__`, and then calls it unknown. As a pattern it is judged like any other. */
function withProtoJudged(schema: JsonObject): JsonObject {
  const judged = mapSchemas(schema, (at) => {
    const check = at[CHECK];
    const whole = isObject(check) ? { ...at, [CHECK]: withProtoJudged(check) } : at;
    const { properties, patternProperties } = at;
    const proto = isObject(properties) && Object.hasOwn(properties, PROTO) ? properties[PROTO] : undefined;
    if (!isObject(properties) || proto === undefined) return whole;
    const others = isObject(patternProperties) ? patternProperties : {};
    return {
      ...whole,
      properties: without(properties, [PROTO]),
      patternProperties: { ...others, [NAMES_PROTO]: proto },
    };
  });
  return isObject(judged) ? judged : schema;
}

/** Keywords at which rjsf asks the validator what to draw. */
const ASKS = ["allOf", "anyOf", "dependencies", "if", "oneOf"];

/**
 * The form's schema and every one that rjsf will ask about. Its own parser finds those at the form's upper levels only,
 * so each place that asks is parsed as if it were a form by itself.
 */
function askedAbout(schema: JsonObject): RJSFSchema[] {
  const found = new Map(Object.entries(schemaParser(schema)));
  for (const { schema: place, pointer } of subschemas(schema)) {
    // What was sealed is for the validator alone: no form is drawn from it.
    const sealed = pointer.startsWith("/definitions/");
    if (place === schema || sealed || !ASKS.some((keyword) => keyword in place)) continue;
    for (const [key, asked] of Object.entries(schemaParser(place))) found.set(key, asked);
  }
  return [...found.values()];
}

/** The runtime helpers that ajv's compiled code calls, as sources. */
const HELPERS: Record<string, string> = {
  // A text's length in characters as JSON Schema counts them: code points.
  "ajv/dist/runtime/ucs2length": "(text) => { let length = 0; for (const _ of text) length++; return length; }",
  "ajv/dist/runtime/equal": `function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}`,
};
