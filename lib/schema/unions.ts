import { labelOf } from "@/lib/domain/field";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { valueAt } from "@/lib/domain/pointer";
import type { AjvError } from "./ajv-error";
import { oneOf, TYPE_NAMES } from "./sentences";

/**
 * The errors with every failed `oneOf` and `anyOf` collapsed: when one option was clearly meant, its errors alone;
 * otherwise a single error (keyword `union`) at the place of the choice, whose `params.sentence` is a sentence.
 * Innermost choices first, so that an outer one judges what is left of them.
 */
export function collapsed(errors: readonly AjvError[], schema: JsonObject, values: JsonObject): AjvError[] {
  let left = [...errors];
  for (;;) {
    const at = left.findIndex(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
    const union = left[at];
    if (union === undefined) return left;
    // ajv reports the options' errors directly before the choice's own.
    let from = at;
    while (from > 0 && belongsTo(union, left[from - 1])) from--;
    const below = left.slice(from, at);
    left = [...left.slice(0, from), ...chosen(union, below, schema, values), ...left.slice(at + 1)];
  }
}

function belongsTo(union: AjvError, error: AjvError | undefined): boolean {
  if (error === undefined || !isWithin(union.instancePath, error.instancePath)) return false;
  return error.schemaPath.startsWith(`${union.schemaPath}/`) || !error.schemaPath.startsWith("#/");
}

function isWithin(path: string, other: string): boolean {
  return other === path || other.startsWith(`${path}/`);
}

function chosen(union: AjvError, below: AjvError[], schema: JsonObject, values: JsonObject): AjvError[] {
  const say = (sentence: string): AjvError[] => [{ ...union, keyword: "union", params: { sentence } }];
  if (Array.isArray(union.params.passingSchemas))
    return say("It fits more than one of the forms that exclude each other. Leave only the settings of one.");

  const numbers = [...new Set(below.map((error) => optionOf(union, error)))];
  const options = numbers.map((option) => below.filter((error) => optionOf(union, error) === option));
  const meant = options.filter((errors) => !errors.some((error) => rulesOut(union, error)));
  const [only] = meant;
  if (meant.length === 1 && only) return only;

  const here = below.filter(({ instancePath }) => instancePath === union.instancePath);
  const types = here
    .filter(({ keyword }) => keyword === "type")
    .flatMap(({ params }) => String(params.type).split(","));
  if (types.length > 0 && types.length === below.length) {
    const names = [...new Set(types)].filter((type) => type !== "null").map((type) => TYPE_NAMES[type] ?? type);
    return say(`It must be ${names.join(" or ")}.`);
  }
  const constants = here.filter(({ keyword }) => keyword === "const").map(({ params }) => params.allowedValue);
  if (constants.length > 0 && constants.length === below.length) return say(oneOf(constants));
  const missing = here
    .filter(({ keyword }) => keyword === "required")
    .map(({ params }) => String(params.missingProperty));
  if (missing.length > 0 && missing.length === below.length) {
    const labels = [...new Set(missing)].map((key) => labelOf(schema, `${union.instancePath}/${key}`));
    return say(`Set ${labels.join(" or ")}.`);
  }
  const value: JsonValue | undefined = valueAt(values, union.instancePath);
  const fewest = [...meant].sort((a, b) => a.length - b.length)[0];
  // For a group of settings the nearest form says most; a single value has just missed them all.
  return isObject(value) && fewest ? fewest : say("It doesn't have any of the forms that are allowed here.");
}

/** The number of the option that an error is about; the same text for errors that don't say. */
function optionOf(union: AjvError, error: AjvError): string {
  if (!error.schemaPath.startsWith(`${union.schemaPath}/`)) return "";
  return error.schemaPath.slice(union.schemaPath.length + 1).split("/")[0] ?? "";
}

/** True when an error says that its option can't have been the one that was meant: another type, another constant. */
function rulesOut(union: AjvError, { keyword, instancePath }: AjvError): boolean {
  if (keyword === "type") return instancePath === union.instancePath;
  return keyword === "const" && instancePath.split("/").length <= union.instancePath.split("/").length + 1;
}
