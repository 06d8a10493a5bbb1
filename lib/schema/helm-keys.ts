/** Keys that Helm puts into every chart's values (and our library chart beside them): no person ever sets them. */
export const HELM_KEYS: readonly string[] = ["global", "lib"];
