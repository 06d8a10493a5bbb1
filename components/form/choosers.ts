import type { ValidatorType } from "@rjsf/utils";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { choicesOf, countSettings } from "./schema-facts";

/**
 * True when a schema's fields depend on what is entered (shapes to choose from, conditions): rjsf then needs the
 * validator to draw them. Most schemas don't, and their form can be used before any validator is loaded.
 */
export function hasChoosers(schema: JsonValue | undefined): boolean {
  if (Array.isArray(schema)) return schema.some(hasChoosers);
  if (!isObject(schema)) return false;
  const shapes = schema.oneOf !== undefined || schema.anyOf !== undefined;
  if (shapes && choicesOf(schema) === null) return true;
  if (schema.if !== undefined || schema.dependencies !== undefined) return true;
  const named = isObject(schema.properties) ? Object.values(schema.properties) : [];
  return [...named, schema.items, schema.additionalProperties, schema.allOf].some(hasChoosers);
}

/** Stands in where nothing needs choosing: rjsf asks for a validator, and then never asks it anything. */
export const NO_VALIDATOR: ValidatorType = {
  isValid: () => false,
  rawValidation: () => ({}),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
};

/** More fields than this are too many to draw at once. */
const MANY = 150;

/** True for a form so long that what is folded away is drawn only once somebody opens it. */
export function isLongForm(schema: JsonObject): boolean {
  return countSettings(schema) > MANY;
}
