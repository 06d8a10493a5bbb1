import type { ValidateFunction } from "ajv";
import type { JsonObject } from "@/lib/domain/json";
import type { Problem } from "@/lib/domain/problem";
import type { AjvError } from "./ajv-error";
import { type ApiVerdict, inApiWords } from "./api-words";
import { FORM_ID } from "./check-keyword";
import { formSchemaOf } from "./form-schema";
import { problemsOf } from "./problems";
import { validatorCode } from "./validator-module";
import { effectiveValues } from "./values";

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/**
 * Judges the values that a manifest states, as the form in the browser would: defaults are laid beneath first.
 *
 * @param schema a chart's schema, untouched; the compiled validator is kept as long as this object lives
 * @param values what the manifest states; not changed
 * @returns everything that is wrong, in the schema's order; empty when the chart accepts the values
 */
export function judgeValues(schema: JsonObject, values: JsonObject): Problem[] {
  const { form, errors, effective } = judged(schema, values);
  return errors.length === 0 ? [] : problemsOf(form, errors, effective);
}

/** The same judgement in the words of the Kubernetes API, which judges by rules made from the same schema. */
export function apiVerdict(schema: JsonObject, values: JsonObject): ApiVerdict {
  const { errors, effective } = judged(schema, values);
  return inApiWords(errors, effective);
}

function judged(
  schema: JsonObject,
  values: JsonObject,
): { form: JsonObject; errors: readonly AjvError[]; effective: JsonObject } {
  const form = formSchemaOf(schema).schema;
  const validate = compiled.get(schema) ?? compile(form);
  compiled.set(schema, validate);
  const effective = effectiveValues(form, values);
  return { form, errors: validate(effective) ? [] : (validate.errors ?? []), effective };
}

function compile(form: JsonObject): ValidateFunction {
  const code = validatorCode([{ ...form, $id: FORM_ID }]);
  // ajv compiles in this way too. What comes from a schema stands in the code as JSON literals; what it returns is
  // validatorCode's exports: one function for each id.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const validators = (new Function(`${code}\nreturn module.exports;`) as () => Record<string, ValidateFunction>)();
  const validate = validators[FORM_ID];
  if (!validate) throw new Error("The compiled validator lacks the form's own.");
  return validate;
}
