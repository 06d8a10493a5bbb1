import { isObject, type JsonObject } from "@/lib/domain/json";
import { refTarget } from "@/lib/domain/local-ref";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { DRAFT_07 } from "./dialect";
import { FORMATS } from "./formats";
import { gateHints } from "./gate-hints";
import { patternFaults } from "./gate-pattern";
import { judgeValues } from "./judge";
import { subschemas } from "./walk";

/** A rule of the gate: what breaks it in a schema, with the way out. */
type Rule = (root: JsonObject, dependencies: readonly string[]) => Omit<SchemaProblem, "file">[];

/**
 * What our own charts' schemas must keep to, so that form, Helm and the API read them alike. Foreign charts need not:
 * for them parseSchema is enough.
 *
 * @param schema a chart's schema, as parseSchema returned it
 * @param file its path in the repository, for the problems
 * @param dependencies the names of the charts that the chart depends on
 * @returns every problem, rule by rule; empty when the chart may ship
 */
export function gateSchema(schema: JsonObject, file: string, dependencies: readonly string[]): SchemaProblem[] {
  return RULES.flatMap((rule) => rule(schema, dependencies)).map((problem) => ({ file, ...problem }));
}

const draft07IsDeclared: Rule = ({ $schema }) =>
  $schema === DRAFT_07
    ? []
    : [
        {
          pointer: "/$schema",
          message:
            "The schema doesn't declare draft-07. Helm would read it as 2020-12, where some keywords mean something else.",
          fix: `Begin with "$schema": "${DRAFT_07}".`,
        },
      ];

const whatHelmAddsIsDeclared: Rule = ({ additionalProperties, properties }, dependencies) =>
  ["global", ...dependencies]
    .filter((key) => additionalProperties === false && !(isObject(properties) && Object.hasOwn(properties, key)))
    .map((key) => ({
      pointer: pointerOf(["properties", key]),
      message: `The schema allows no other keys, but Helm adds ${key} to the values, so the chart can't be installed.`,
      fix: `Declare the property ${key} as an object.`,
    }));

const referencesStayInTheFile: Rule = (root) =>
  subschemas(root).flatMap(({ schema: { $ref }, pointer }) =>
    typeof $ref !== "string" || refTarget(root, $ref)
      ? []
      : [
          {
            pointer: `${pointer}/$ref`,
            message: $ref.startsWith("#")
              ? `${$ref} leads nowhere in this file.`
              : `${$ref} leads out of this file. Helm would fetch it at every install, also inside the cluster.`,
            fix: "Put the definition under definitions and refer to it there.",
          },
        ],
  );

const nothingStandsBesideAReference: Rule = (root) =>
  subschemas(root).flatMap(({ schema, pointer }) => {
    const beside = "$ref" in schema ? Object.keys(schema).filter((keyword) => keyword !== "$ref") : [];
    return beside.map((keyword) => ({
      pointer: `${pointer}${pointerOf([keyword])}`,
      message: `${keyword} stands beside a $ref. Draft-07 and Helm pass over it, others don't.`,
      fix: "Move it into the definition, or write the definition out here.",
    }));
  });

const patternsMeanTheSameEverywhere: Rule = (root) =>
  subschemas(root).flatMap(({ schema: { pattern, patternProperties }, pointer }) => {
    const inNames = isObject(patternProperties) ? Object.keys(patternProperties) : [];
    const all = [
      ...(typeof pattern === "string" ? [{ pattern, at: `${pointer}/pattern` }] : []),
      ...inNames.map((name) => ({ pattern: name, at: `${pointer}${pointerOf(["patternProperties", name])}` })),
    ];
    return all.flatMap(({ pattern, at }) =>
      patternFaults(pattern).map(({ what, fix }) => ({ pointer: at, message: `The pattern ${pattern} ${what}.`, fix })),
    );
  });

const everyFormatIsJudgedByAll: Rule = (root) =>
  subschemas(root).flatMap(({ schema: { format }, pointer }) =>
    typeof format !== "string" || Object.hasOwn(FORMATS, format)
      ? []
      : [
          {
            pointer: `${pointer}/format`,
            message: `The format ${format} is checked by the form or by Helm, but not by both.`,
            fix: "Use a pattern instead.",
          },
        ],
  );

const everyDefaultIsValid: Rule = (root) =>
  subschemas(root).flatMap(({ schema, pointer }) => {
    if (schema.default === undefined) return [];
    const { definitions = {}, $defs = {} } = root;
    // The place alone, with what it may refer to.
    const alone = { type: "object", properties: { value: schema }, definitions, $defs };
    return judgeValues(alone, { value: schema.default }).map((problem) => ({
      pointer: `${pointer}/default${pointerOf(segmentsOf(problem.pointer ?? "").slice(1))}`,
      message: `The default doesn't fit its own schema. ${problem.message}`,
      fix: "Change the default or the rule that it breaks.",
    }));
  });

const hintsAreReadBySomebody: Rule = (root) => gateHints(root);

const placeIsRequired: Rule = ({ properties, required }) =>
  ["tenant", "name"]
    .filter((key) => isObject(properties) && Object.hasOwn(properties, key))
    .filter((key) => !(Array.isArray(required) && required.includes(key)))
    .map((key) => ({
      pointer: "/required",
      message: `${key} may be left out, but form and API always ask for it: it is where the instance belongs.`,
      fix: `Add ${key} to the schema's required.`,
    }));

const RULES: Rule[] = [
  draft07IsDeclared,
  whatHelmAddsIsDeclared,
  placeIsRequired,
  referencesStayInTheFile,
  nothingStandsBesideAReference,
  patternsMeanTheSameEverywhere,
  everyFormatIsJudgedByAll,
  everyDefaultIsValid,
  hintsAreReadBySomebody,
];
