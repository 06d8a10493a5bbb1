import type { FormSchema } from "@/lib/domain/form-model";
import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { CHECK, FORM_ID } from "@/lib/schema/check-keyword";
import { isPlatformOwned } from "@/lib/schema/hints";
import { isLaidOut, layoutOf } from "@/lib/schema/layout";
import { defaultOf } from "@/lib/schema/values";
import { mapSchemas } from "@/lib/schema/walk";

/** Backstage's form says it where its version knows this keyword; others only mark the place. */
const TOGETHER = { errorMessage: { not: "These values don't go together." } };
/** What rjsf applies without drawing a choice for it. */
const CONDITIONS = ["if", "then", "else", "dependencies"];
const MARKS = ["$schema", "$id", CHECK];

/**
 * The portal's form schema as Backstage's own form can follow it: plain draft-07 with `ui:` hints inside.
 *
 * What only judges stays, out of the form's sight: conditions where they were, the rest below two `not`s, which every
 * validator follows and no form draws. A place that no input can take is there and hidden: it is judged, takes its
 * default or a prefilled value, and `hidden` names it.
 *
 * @returns the schema, with definitions for what refers to them; and the pointers of the hidden places
 */
export function pageSchemaOf(form: FormSchema): { schema: JsonObject; hidden: string[] } {
  const { definitions, ...root } = form.schema;
  const schema = drawn(form, root, []);
  const shared = isObject(definitions) && JSON.stringify(schema).includes('"#/definitions/');
  return {
    schema: { ...schema, ...(shared && { definitions: mapDefinitions(definitions) }) },
    hidden: form.islands,
  };
}

function drawn(form: FormSchema, schema: JsonObject, path: string[]): JsonObject {
  const check = schema[CHECK];
  const notes = Object.entries(schema).filter(([keyword]) => !MARKS.includes(keyword) && !keyword.startsWith("x-"));
  if (path.length > 0 && isPlatformOwned(schema)) return { "ui:widget": "hidden", ...onlyItsDefault(schema) };
  if (form.islands.includes(pointerOf(path)))
    return { ...Object.fromEntries(notes), "ui:widget": "hidden", ...judged({}, check) };
  const below = (value: JsonValue, ...more: string[]): JsonValue =>
    isObject(value) ? drawn(form, value, [...path, ...more]) : value;
  const parts = notes.map(([keyword, value]): [string, JsonValue] => {
    switch (keyword) {
      case "properties":
        return [keyword, advancedLast(form, path, mapped(value, below))];
      case "items":
      case "additionalProperties":
        return [keyword, below(value, "*")];
      case "allOf":
      case "anyOf":
      case "oneOf":
        return [keyword, Array.isArray(value) ? value.map((option) => below(option)) : value];
      case "then":
      case "else":
        return [keyword, below(value)];
      case "dependencies":
        return [keyword, mapped(value, (needs) => below(needs))];
      default:
        return [keyword, plain(value)];
    }
  });
  const order: JsonObject = isLaidOut(schema)
    ? { "ui:order": [...inTurn(form, path, orderedNames(schema, path)), "*"] }
    : {};
  // Newer Backstages resolve a page's own conditions themselves, and let what a condition narrows replace the field.
  return judged({ ...Object.fromEntries(parts), ...order }, check, path.length === 0 ? [] : CONDITIONS);
}

/** What the platform team alone sets: nobody is asked for it, and a link that fills it in is refused. */
function onlyItsDefault(schema: JsonObject): JsonObject {
  const usual = defaultOf(schema);
  return usual === undefined ? { not: {} } : { default: usual, const: usual };
}

function mapped(named: JsonValue, change: (child: JsonValue, name: string) => JsonValue): JsonValue {
  if (!isObject(named)) return named;
  return Object.fromEntries(Object.entries(named).map(([name, child]) => [name, change(child, name)]));
}

/** A form draws properties in their order; what most people leave alone comes last. */
function advancedLast(form: FormSchema, path: string[], properties: JsonValue): JsonValue {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(
    inTurn(form, path, Object.keys(properties)).flatMap((name): [string, JsonValue][] => {
      const property = properties[name];
      return property === undefined ? [] : [[name, property]];
    }),
  );
}

/** What code knows by name comes first, as in the portal's form. */
function orderedNames(schema: JsonObject, path: readonly string[]): string[] {
  const names = layoutOf(schema);
  const first = path.length === 0 ? ["tenant", "name"].filter((name) => names.includes(name)) : [];
  return [...first, ...names.filter((name) => !first.includes(name))];
}

/** Names of properties, those of advanced ones last. */
function inTurn(form: FormSchema, path: string[], names: readonly string[]): string[] {
  const isAdvanced = (name: string): boolean => form.advanced?.includes(pointerOf([...path, name])) ?? false;
  return [...names.filter((name) => !isAdvanced(name)), ...names.filter(isAdvanced)];
}

/** The schema, which the check judges too; those keywords of it may stand beside the schema's own. */
function judged(schema: JsonObject, check: JsonValue | undefined, allowed: readonly string[] = []): JsonObject {
  if (check === undefined || check === true || (isObject(check) && Object.keys(check).length === 0)) return schema;
  const conditions = isObject(check) ? allowed.filter((keyword) => check[keyword] !== undefined) : [];
  const mayStand =
    isObject(check) &&
    conditions.every((keyword) => schema[keyword] === undefined && !JSON.stringify(check[keyword]).includes('"$ref"'));
  const standing = mayStand ? conditions : [];
  const visible = isObject(check)
    ? Object.fromEntries(standing.map((keyword) => [keyword, check[keyword] ?? true]))
    : {};
  const rest = isObject(check) ? without(check, standing) : check;
  if (isObject(rest) && Object.keys(rest).length === 0) return { ...schema, ...visible };
  const unseen = { not: plain(rest) };
  // Where something is forbidden already, neither may be: not (a or not b) is not a, and b.
  const not = schema.not === undefined ? unseen : { anyOf: [schema.not, unseen] };
  return { ...schema, ...visible, not, ...TOGETHER };
}

/** A schema that no form draws: its references lead to the page's own definitions. */
function plain(schema: JsonValue): JsonValue {
  return mapSchemas(schema, (at) =>
    typeof at.$ref === "string" ? { ...at, $ref: at.$ref.replace(new RegExp(`^${FORM_ID}#`), "#") } : at,
  );
}

function mapDefinitions(definitions: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, plain(schema)]));
}
