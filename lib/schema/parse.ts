import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { refTarget } from "@/lib/domain/local-ref";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { isGroundless } from "./circles";
import { dialectOf } from "./dialect";
import { repairedPattern } from "./pattern";
import { subschemas } from "./walk";

export type { SchemaProblem };

/**
 * Reads a chart's `values.schema.json`.
 *
 * @param text the file's content
 * @param file its path in the repository, for the problems
 * @returns the schema, untouched, or null when it can't be worked with at all; and every problem at once. A schema with
 *   problems that is not null can still be drawn: what can't be judged here is then left to Helm.
 */
export function parseSchema(text: string, file: string): { schema: JsonObject | null; problems: SchemaProblem[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return only({
      file,
      pointer: "",
      message: `The file is not JSON: ${why}.`,
      fix: "Correct the syntax at that place.",
    });
  }
  // JSON.parse returns nothing but JSON values.
  const schema = parsed as JsonValue;
  if (!isObject(schema))
    return only({
      file,
      pointer: "",
      message: "The schema is not an object.",
      fix: 'Begin with { "type": "object", … }.',
    });

  const rules = [dialectIsDraft07, rootIsAnObject, refsCanBeFollowed, patternsCompile];
  return { schema, problems: rules.flatMap((rule) => rule(schema).map((found) => ({ file, ...found }))) };
}

type Found = Omit<SchemaProblem, "file">;

function only(problem: SchemaProblem): { schema: null; problems: SchemaProblem[] } {
  return { schema: null, problems: [problem] };
}

function dialectIsDraft07(schema: JsonObject): Found[] {
  const dialect = dialectOf(schema);
  if (dialect === "draft-07" || dialect === "undeclared") return [];
  return [
    {
      pointer: "/$schema",
      message: `The schema declares ${dialect}; forms and definitions are made from draft-07.`,
      fix: 'Write it in draft-07 and declare "$schema": "http://json-schema.org/draft-07/schema#".',
    },
  ];
}

function rootIsAnObject({ type }: JsonObject): Found[] {
  if (type === undefined || type === "object" || (Array.isArray(type) && type.includes("object"))) return [];
  return [
    {
      pointer: "/type",
      message: "Values are an object, but the schema asks for something else.",
      fix: 'Set "type": "object".',
    },
  ];
}

function refsCanBeFollowed(root: JsonObject): Found[] {
  return subschemas(root).flatMap(({ schema, pointer }) => {
    if (typeof schema.$ref !== "string") return [];
    if (isGroundless(root, schema.$ref))
      return [
        {
          pointer: `${pointer}/$ref`,
          message: `The reference ${schema.$ref} leads back to itself without going into a value, so it says nothing.`,
          fix: "Put a property or a list in between, or write out what is meant.",
        },
      ];
    if (refTarget(root, schema.$ref)) return [];
    const local = schema.$ref.startsWith("#");
    return [
      {
        pointer: `${pointer}/$ref`,
        message: local
          ? `The reference ${schema.$ref} leads nowhere in this file.`
          : `The reference ${schema.$ref} leads out of this file, and nothing is fetched.`,
        fix: "Put the definition into this file's definitions and refer to it there.",
      },
    ];
  });
}

function patternsCompile(root: JsonObject): Found[] {
  return subschemas(root).flatMap(({ schema, pointer }) => {
    const { pattern } = schema;
    if (typeof pattern !== "string" || repairedPattern(pattern) !== null) return [];
    return [
      {
        pointer: `${pointer}/pattern`,
        message: `The pattern ${pattern} is not a regular expression that a browser knows, so the form can't check it.`,
        fix: "Write it without inline flags, \\A, \\z and POSIX classes.",
      },
    ];
  });
}
