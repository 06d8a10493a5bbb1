import { labelOf, schemaAt } from "@/lib/domain/field";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { pointerOf, segmentsOf, valueAt } from "@/lib/domain/pointer";
import type { Problem } from "@/lib/domain/problem";
import type { AjvError } from "./ajv-error";
import { CHECK } from "./check-keyword";
import { missingPlaces } from "./missing";
import { SECRET_SENTENCES, secretAt, withoutLiterals } from "./secret";
import { sentenceOf } from "./sentences";
import { nearest } from "./spelling";
import { collapsed } from "./unions";

export type { AjvError };

/**
 * What ajv found, said to the person who filled the form or wrote the file.
 *
 * Each place has one problem of a kind: a value of the wrong type has no other problems, and a choice between several
 * forms says the one thing that is missing from the form that was meant. What a missing group lacks is said at what it
 * requires.
 *
 * @param schema the schema that judged (a form's, or a chart's own)
 * @param errors in ajv's order, all of them
 * @param values what was judged
 */
export function problemsOf(schema: JsonObject, errors: readonly AjvError[], values: JsonObject): Problem[] {
  // What each entry lacks to be the one that must be among them, nobody wants to know of every entry.
  const looked = errors.filter(({ keyword }) => keyword === "contains").map(({ schemaPath }) => `${schemaPath}/`);
  const telling = errors.filter(
    ({ keyword, schemaPath }) => !ECHOES.includes(keyword) && !looked.some((path) => schemaPath.startsWith(path)),
  );
  const said = collapsed(telling, schema, values);
  const mistyped = new Set(said.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  // What may be a secret is quoted nowhere, by no sentence about what it lies in either.
  const quotable = withoutLiterals(schema, values);
  const problems = said
    .filter(({ keyword, instancePath }) => keyword === "type" || keyword === UNION || !mistyped.has(instancePath))
    .flatMap((error) => secretProblem(schema, error) ?? missing(schema, error) ?? problemOf(schema, error, quotable));
  return problems.filter(
    (problem, at) =>
      problems.findIndex(({ pointer, message }) => pointer === problem.pointer && message === problem.message) === at,
  );
}

/** Keywords that only repeat that something below them failed. */
const ECHOES = ["if", "propertyNames", CHECK];
const UNION = "union";

/** Of a place that leads to a Secret one thing alone is said, and never what stands there: a key may be a secret, too. */
function secretProblem(schema: JsonObject, { keyword, instancePath }: AjvError): Problem | null {
  const secret = keyword === "required" ? null : secretAt(schema, instancePath);
  return secret && problem(schema, "secret", secret.pointer, SECRET_SENTENCES[secret.part]);
}

/** What is missing, at each place where a person can put it right; null for an error of another kind. */
function missing(schema: JsonObject, { keyword, params, instancePath }: AjvError): Problem[] | null {
  const at = (key: unknown): string => pointerOf([...segmentsOf(instancePath), String(key)]);
  const needed = keyword === "dependencies" || keyword === "dependentRequired";
  if (keyword !== "required" && !needed) return null;
  const why = needed ? ` when ${labelOf(schema, at(params.property))} is set` : "";
  return missingPlaces(schema, at(params.missingProperty)).map((place) =>
    problem(schema, "required", place, `This is required${why}.`),
  );
}

function problemOf(schema: JsonObject, error: AjvError, values: JsonObject): Problem {
  const { keyword, params } = error;
  const base = segmentsOf(error.instancePath);
  const at = (key: unknown): string => pointerOf([...base, String(key)]);

  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    const key = String(params.additionalProperty ?? params.unevaluatedProperty);
    return problem(schema, "unknown-key", at(key), unknownKey(schema, error.instancePath, key));
  }
  if (error.propertyName !== undefined) {
    const { message } = sentenceOf(error, error.propertyName, {});
    const rule = message.replace(/ You entered .*$/s, "");
    return problem(schema, "bad-key", at(error.propertyName), `This name isn't allowed here. ${rule}`);
  }
  const place = schemaAt(schema, error.instancePath) ?? {};
  const { code, message } = sentenceOf(error, valueAt(values, error.instancePath), place);
  return problem(schema, code, error.instancePath, message);
}

function problem(schema: JsonObject, code: string, pointer: string, message: string): Problem {
  return { code, pointer, label: labelOf(schema, pointer), message };
}

function unknownKey(schema: JsonObject, path: string, key: string): string {
  const parent = schemaAt(schema, path);
  const known = isObject(parent?.properties) ? Object.keys(parent.properties) : [];
  const meant = nearest(key, known);
  return meant === null
    ? `There is no setting called ${key} here. Take it out.`
    : `There is no setting called ${key} here. Did you mean ${meant}?`;
}
