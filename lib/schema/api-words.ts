import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { segmentsOf, valueAt } from "@/lib/domain/pointer";
import type { AjvError } from "./ajv-error";

/** What the Kubernetes API finds wrong with a resource's `spec.values`; both empty when it takes them. */
export interface ApiVerdict {
  /** Paths that its schema doesn't declare: `.spec.values.sise`. It looks for these first. */
  undeclared: string[];
  /** Everything else, as its message lists it: `spec.values.replicas: Invalid value: 99: …`. */
  invalid: string[];
}

/** Keywords that only repeat that something below them failed. */
const ECHOES = ["if", "propertyNames", "anyOf", "oneOf"];

/**
 * Says a validator's errors as the Kubernetes API says its own.
 * In: the errors and the values that they are about. Out: each statement once, in the errors' order.
 */
export function inApiWords(errors: readonly AjvError[], values: JsonObject): ApiVerdict {
  const telling = errors.filter(({ keyword }) => !ECHOES.includes(keyword));
  const undeclared = telling.flatMap(({ keyword, params, instancePath }) =>
    keyword === "additionalProperties" ? [`.${pathOf(instancePath)}.${String(params.additionalProperty)}`] : [],
  );
  const invalid = telling.flatMap((error) =>
    error.keyword === "additionalProperties" ? [] : [statement(error, valueAt(values, error.instancePath))],
  );
  return { undeclared: [...new Set(undeclared)], invalid: [...new Set(invalid)] };
}

function statement({ keyword, instancePath, params, message }: AjvError, value: JsonValue | undefined): string {
  const path = pathOf(instancePath);
  if (keyword === "required") return `${path}.${String(params.missingProperty)}: Required value`;
  if (keyword === "maxLength") return `${path}: Too long: may not be more than ${String(params.limit)} bytes`;
  if (keyword === "enum" && Array.isArray(params.allowedValues))
    return `${path}: Unsupported value: ${shown(value)}: supported values: ${params.allowedValues.map((one) => JSON.stringify(one)).join(", ")}`;
  if (keyword === "type")
    return `${path}: Invalid value: "${typeOf(value)}": ${path} in body must be of type ${String(params.type)}: "${typeOf(value)}"`;
  const rule = RULES[keyword]?.(params) ?? message ?? `must satisfy ${keyword}`;
  return `${path}: Invalid value: ${shown(value)}: ${path} in body ${rule}`;
}

const RULES: Record<string, (params: Record<string, unknown>) => string> = {
  maximum: ({ limit }) => `should be less than or equal to ${String(limit)}`,
  minimum: ({ limit }) => `should be greater than or equal to ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `should be less than ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `should be greater than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `should be a multiple of ${String(multipleOf)}`,
  minLength: ({ limit }) => `should be at least ${String(limit)} chars long`,
  pattern: ({ pattern }) => `should match '${String(pattern)}'`,
  maxItems: ({ limit }) => `should have at most ${String(limit)} items`,
  minItems: ({ limit }) => `should have at least ${String(limit)} items`,
};

/** `/owners/0/name` → `spec.values.owners[0].name` */
function pathOf(pointer: string): string {
  return segmentsOf(pointer).reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`), ROOT);
}

const ROOT = "spec.values";

function shown(value: JsonValue | undefined): string {
  return isObject(value) || Array.isArray(value) ? `"${typeOf(value)}"` : JSON.stringify(value ?? null);
}

function typeOf(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return "array";
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
