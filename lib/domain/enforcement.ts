/** Who judges one keyword at one place of a service's values, and what is lost where. */
export interface Enforcement {
  /** The place in the values: `/owners/*\/name`; `*` is any entry of a list or a map. */
  pointer: string;
  keyword: string;
  /** What the keyword says there, as JSON; cut when long. */
  says: string;
  /** True when the portal's form, and the portal before it writes to Git, judge it. */
  form: boolean;
  /** True when Helm judges it, at lint, template and install. */
  helm: boolean;
  /**
   * How the Kubernetes API judges it: by the schema of the custom resource, by the admission policy, by strict writes
   * alone (any other write drops what breaks it), or not at all.
   */
  api: "no" | "policy" | "schema" | "strict";
  /** What is judged otherwise somewhere, and how; empty when all three agree. */
  losses: string[];
}
