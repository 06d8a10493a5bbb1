import type { Cel } from "./cel";

/** One rule of a ValidatingAdmissionPolicy: what must be true, and what a person reads when it isn't. */
export interface Validation {
  expression: Cel;
  message: string;
}
