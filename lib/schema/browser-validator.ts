import type { ValidatorType } from "@rjsf/utils";
// The package's index would bring ajv and its compiler along.
import createPrecompiledValidator from "@rjsf/validator-ajv8/lib/createPrecompiledValidator.js";
import type { ValidatorFunctions } from "@rjsf/validator-ajv8/lib/types.js";
import type { FormSchema } from "@/lib/domain/form-model";
import type { JsonObject } from "@/lib/domain/json";
import { FORM_ID } from "./check-keyword";

/**
 * Loads the validator that the server compiled for this form.
 *
 * @param url same-origin address of what validatorModule made for `form`
 * @param form the same form; give its `schema` object itself to rjsf, not a copy
 * @throws when the module can't be fetched, or was compiled from another schema
 */
export async function loadValidator(url: string, form: FormSchema): Promise<ValidatorType<JsonObject>> {
  const module: unknown = await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ /* @vite-ignore */ url);
  return validatorOf(module, form);
}

/** An option that nobody foresaw counts as not chosen; throwing would take the whole form down over a heading. */
const NOT_CHOSEN = (): boolean => false;

/** The validator in an already loaded module; apart from loading, for tests. */
export function validatorOf(module: unknown, form: FormSchema): ValidatorType<JsonObject> {
  if (typeof module !== "object" || module === null || !("default" in module))
    throw new Error("The validator's module has no default export.");
  // Its functions come from validatorModule, which exports exactly this shape.
  const functions = module.default as ValidatorFunctions;
  if (!(FORM_ID in functions)) throw new Error("The validator's module was made for something else.");
  const lenient = new Proxy(functions, {
    get: (known, key) => (typeof key === "string" ? (known[key] ?? NOT_CHOSEN) : undefined),
  });
  return createPrecompiledValidator<JsonObject>(lenient, form.schema);
}
