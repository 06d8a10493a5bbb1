import type { JsonObject } from "@/lib/domain/json";
import { refTarget } from "@/lib/domain/local-ref";
import { pointerOf, segmentsOf } from "@/lib/domain/pointer";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { DRAFT_07 } from "./dialect";
import { judgeValues } from "./judge";
import { patternFault } from "./pattern-gate";
import { subschemas } from "./walk";

/** A rule of the gate: what breaks it in a schema, with the way out. */
type Rule = (root: JsonObject) => Omit<SchemaProblem, "file">[];

/**
 * What our own charts' schemas must keep to, so that form, Helm and the API read them alike. Foreign charts need not:
 * for them parseSchema is enough.
 *
 * @param schema a chart's schema, as parseSchema returned it
 * @param file its path in the repository, for the problems
 * @returns every problem, rule by rule; empty when the chart may ship
 */
export function gateSchema(schema: JsonObject, file: string): SchemaProblem[] {
  return RULES.flatMap((rule) => rule(schema)).map((problem) => ({ file, ...problem }));
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
    const inNames =
      typeof patternProperties === "object" && patternProperties !== null ? Object.keys(patternProperties) : [];
    const all = [
      ...(typeof pattern === "string" ? [{ pattern, at: `${pointer}/pattern` }] : []),
      ...inNames.map((name) => ({ pattern: name, at: `${pointer}${pointerOf(["patternProperties", name])}` })),
    ];
    return all.flatMap((one) => {
      const fault = patternFault(one.pattern);
      return fault === null
        ? []
        : [{ pointer: one.at, message: `The pattern ${one.pattern} ${fault.what}.`, fix: fault.fix }];
    });
  });

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

const RULES: Rule[] = [
  draft07IsDeclared,
  referencesStayInTheFile,
  nothingStandsBesideAReference,
  patternsMeanTheSameEverywhere,
  everyDefaultIsValid,
];
