/** What stands where a reference that leads back to itself was cut (lib/compile/plain.ts): nothing is asked there. */
export const CUT = "x-cut";
