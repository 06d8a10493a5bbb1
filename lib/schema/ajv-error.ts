/** An error as ajv reports it, read structurally: nothing of ajv itself comes along. */
export interface AjvError {
  keyword: string;
  /** RFC 6901 pointer into the values. */
  instancePath: string;
  /** `#/properties/size/enum` */
  schemaPath: string;
  /** What the keyword adds: `{limit: 5}`, `{missingProperty: "name"}`. */
  params: Record<string, unknown>;
  message?: string;
  /** Set while a key is judged and not its value. */
  propertyName?: string;
}
