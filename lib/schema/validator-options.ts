import type { CustomValidatorOptionsType } from "@rjsf/validator-ajv8/lib/types.js";
import type { AnySchemaObject } from "ajv";
import { CHECK } from "./check-keyword";
import { FORMATS } from "./formats";

/**
 * How every schema is judged: the same on the server (judge.ts) and in the browser (validator-module.ts).
 * Unknown keywords and formats are passed over; nothing is coerced, defaulted or removed.
 */
export const VALIDATOR_OPTIONS: CustomValidatorOptionsType = {
  ajvFormatOptions: false,
  customFormats: FORMATS,
  ajvOptionsOverrides: {
    // Schemas were tidied when the form's schema was made; foreign ones often miss their own dialect in small ways.
    validateSchema: false,
    // A key counts as stated where it is the object's own: every object inherits a `constructor`.
    ownProperties: true,
    // Errors then carry no copies of the schema: the module that goes to the browser halves.
    verbose: false,
    logger: false,
    code: { lines: false },
  },
  extenderFn: (ajv) => {
    ajv.addKeyword({ keyword: CHECK, schemaType: ["object", "boolean"], macro: (schema: AnySchemaObject) => schema });
    return ajv;
  },
};
