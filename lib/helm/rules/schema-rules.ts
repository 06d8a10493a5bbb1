import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { problemOfPattern } from "./pattern";

type Finding = Pick<SchemaProblem, "pointer" | "message" | "fix">;

const DRAFT_07 = "http://json-schema.org/draft-07/schema#";
/** Formats that the form's validator and Helm both know. */
const FORMATS = new Set(
  "date date-time time duration email hostname ipv4 ipv6 uri uri-reference uuid regex json-pointer".split(" "),
);
/** Keywords whose value is a schema, an object of schemas, or an array of schemas. */
const ONE = new Set("items additionalProperties additionalItems contains propertyNames not if then else".split(" "));
const BY_NAME = new Set("properties patternProperties definitions dependencies".split(" "));
const MANY = new Set("allOf anyOf oneOf items".split(" "));

/**
 * What keeps a schema from meaning the same in a form, in Helm and in Kubernetes.
 * In: the parsed schema and the names of the chart's dependencies. Out: every problem, with its JSON pointer.
 */
export function problemsOfSchema(schema: JsonObject, dependencies: string[]): Finding[] {
  return [
    ...draftProblems(schema),
    ...closedRootProblems(schema, dependencies),
    ...subschemas(schema, "").flatMap(([pointer, node]) => [
      ...referenceProblems(pointer, node),
      ...patternProblems(pointer, node),
      ...formatProblems(pointer, node),
    ]),
  ];
}

function draftProblems(schema: JsonObject): Finding[] {
  if (schema.$schema === DRAFT_07) return [];
  const message = "The schema does not say that it is draft-07, so Helm would read it by the rules of 2020-12.";
  return [{ pointer: "/$schema", message, fix: `Set it to ${DRAFT_07}` }];
}

/** Helm adds `global` and a key for each dependency to the values before it judges them. */
function closedRootProblems(schema: JsonObject, dependencies: string[]): Finding[] {
  if (schema.additionalProperties !== false) return [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  return ["global", ...dependencies]
    .filter((key) => properties[key] === undefined)
    .map((key) => ({
      pointer: `/properties/${escape(key)}`,
      message: `The schema allows no other keys, but Helm adds ${key} to the values, so the chart can't be installed.`,
      fix: `Declare the property ${key} as an object.`,
    }));
}

function referenceProblems(pointer: string, node: JsonObject): Finding[] {
  if (typeof node.$ref !== "string") return [];
  const beside = Object.keys(node).filter((key) => key !== "$ref");
  const at = `${pointer}/$ref`;
  return [
    ...(node.$ref.startsWith("#")
      ? []
      : [
          {
            pointer: at,
            message: `The reference ${node.$ref} leaves the file; Helm would fetch it on every install.`,
            fix: "Copy the definition into this file.",
          },
        ]),
    ...(beside.length === 0
      ? []
      : [
          {
            pointer: at,
            message: `Helm ignores what stands beside a $ref: ${beside.join(", ")}.`,
            fix: "Move it into the definition, or write the definition out here.",
          },
        ]),
  ];
}

function patternProblems(pointer: string, node: JsonObject): Finding[] {
  const keys = isObject(node.patternProperties) ? Object.keys(node.patternProperties) : [];
  const patterns: [string, JsonValue | undefined][] = [
    [`${pointer}/pattern`, node.pattern],
    ...keys.map((key): [string, JsonValue] => [`${pointer}/patternProperties/${escape(key)}`, key]),
  ];
  return patterns.flatMap(([at, pattern]) => {
    const problem = typeof pattern === "string" ? problemOfPattern(pattern) : null;
    return problem ? [{ pointer: at, ...problem }] : [];
  });
}

function formatProblems(pointer: string, node: JsonObject): Finding[] {
  if (typeof node.format !== "string" || FORMATS.has(node.format)) return [];
  const message = `The format ${node.format} is checked by the form or by Helm, but not by both.`;
  return [{ pointer: `${pointer}/format`, message, fix: "Use a pattern instead." }];
}

/** Every schema in a schema, itself first, with its pointer. */
export function subschemas(node: JsonObject, pointer: string): [string, JsonObject][] {
  const inside = Object.entries(node).flatMap(([key, value]): [string, JsonObject][] => {
    const at = `${pointer}/${escape(key)}`;
    if (Array.isArray(value) && MANY.has(key))
      return value.flatMap((one, index) => (isObject(one) ? subschemas(one, `${at}/${index}`) : []));
    if (!isObject(value)) return [];
    if (ONE.has(key)) return subschemas(value, at);
    if (!BY_NAME.has(key)) return [];
    return Object.entries(value).flatMap(([name, one]) =>
      isObject(one) ? subschemas(one, `${at}/${escape(name)}`) : [],
    );
  });
  return [[pointer, node], ...inside];
}

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
