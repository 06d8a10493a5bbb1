/**
 * A keyword of our own: the schema below it judges the value, but the form doesn't walk it. It carries what rjsf can't
 * draw or would draw badly: free-form places, recursion, conditions between keys.
 */
export const CHECK = "x-check";

/** The id of a form's schema, so that a schema compiled by itself can still refer to the form's definitions. */
export const FORM_ID = "form";
