import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { typesOf } from "@/lib/schema/shape";
import { type ApiPlace, type ApiType, type Loss, shapeOfPlace } from "./api-place";
import { isClosed, isSaidInEveryCase } from "./every-case";

/**
 * A place that only branches of an object describe. The branches go on judging it, so only its type is left to say; and
 * where not each of them says that much, the API asks for more than form and Helm do.
 *
 * @param object the schema of the object that has the branches
 * @param path the keys from the object to the place
 */
export function broughtPlace(object: JsonObject, path: readonly string[], place: ApiPlace): ApiPlace {
  const { schema, type, losses } = place;
  return {
    schema,
    type: broughtType(object, path, type),
    markers: {},
    residue: {},
    losses: [...losses, ...lossesOfBranches(object, path, place)],
  };
}

function broughtType(object: JsonObject, path: readonly string[], type: ApiType): ApiType {
  const within = (key: string, place: ApiPlace): ApiPlace => broughtPlace(object, [...path, key], place);
  switch (type.form) {
    case "struct":
      return {
        form: "struct",
        fields: type.fields.map(({ key, place }) => ({ key, required: false, place: within(key, place) })),
      };
    case "list":
      return { form: "list", items: within("*", type.items) };
    case "map":
      return { form: "map", entries: within("*", type.entries) };
    default:
      return type;
  }
}

function lossesOfBranches(object: JsonObject, path: readonly string[], place: ApiPlace): Loss[] {
  const isSaid = (says: (schema: JsonObject) => boolean): boolean => isSaidInEveryCase(object, path, says);
  const { schema, type, losses } = place;
  const shape = shapeOfPlace(place);
  const found = isSaid((at) => shapesAsked(at).every((one) => one === shape)) ? [] : [TYPE];
  switch (type.form) {
    case "struct":
      // An open object's keys are told of already.
      return losses.some(({ keyword }) => keyword === "additionalProperties") || isSaid(isClosed)
        ? found
        : [...found, { keyword: "additionalProperties", why: KEYS }];
    case "map":
      return [
        ...found,
        ...MAPPING.filter((keyword) => isObject(schema[keyword]) && !isSaid((at) => isObject(at[keyword]))).map(
          (keyword): Loss => ({ keyword, why: ENTRIES }),
        ),
      ];
    default:
      return found;
  }
}

/** The kinds of value that a schema surely asks for; one that names none but only implies it asks for `any`. */
function shapesAsked(schema: JsonObject): string[] {
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 0) return types;
  const given: JsonValue[] = Array.isArray(schema.enum)
    ? schema.enum
    : schema.const === undefined
      ? []
      : [schema.const];
  return given.length === 0 ? ["any"] : given.map(kindOf);
}

function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

const MAPPING = ["additionalProperties", "patternProperties"] as const;
const TYPE: Loss = {
  keyword: "type",
  why: "Only some alternatives describe this. The API asks for the type in every case, form and Helm only where one of those applies.",
};
const KEYS =
  "Only some alternatives describe this. The API knows no other key in any case, form and Helm take one where none of those applies.";
const ENTRIES =
  "Only some alternatives describe this. The API asks for the entries' type in every case, form and Helm only where one of those applies.";
