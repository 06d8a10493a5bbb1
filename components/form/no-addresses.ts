/**
 * Stands in, in the browser, for the library that rjsf works out addresses of other schema files with (see
 * `turbopack.resolveAlias` in next.config.ts). A form's schema is draft-07 with every `$ref` resolved, so rjsf never asks;
 * should it ever, this throws instead of making up an answer.
 */
function never(): never {
  throw new Error("The form's schema refers to another file, which formSchemaOf never leaves in it.");
}

export default { resolve: never, equal: never };
