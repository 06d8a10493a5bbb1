import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import type { ChartFolder } from "./chart-folder";

type Chart = Pick<ChartFolder, "name" | "values"> & Partial<Pick<ChartFolder, "cases">>;

/**
 * Helm's own words as problems with a file and a pointer.
 * In: the chart, the file of values that Helm was given, and what Helm wrote.
 * Out: each thing once; what can't be taken apart is one problem about the whole chart.
 */
export function problemsOfHelm(chart: Chart, valuesFile: string, text: string): SchemaProblem[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const problems = isAboutSchema(text)
    ? schemaProblems(chart, lines)
    : [
        ...valueProblems(chart, valuesFile, lines),
        ...templateProblems(chart, lines),
        ...fileProblems(chart, valuesFile, lines),
      ];
  const unique = new Map(problems.map((problem) => [`${problem.file} ${problem.pointer} ${problem.message}`, problem]));
  if (unique.size > 0) return [...unique.values()];
  const message = lines
    .map((line) => line.replace(/^Error: /, "").trim())
    .filter(Boolean)
    .join(" ");
  return [
    {
      file: `charts/${chart.name}`,
      pointer: "",
      message: message || "Helm failed without a word.",
      fix: "Correct the chart.",
    },
  ];
}

/** True when Helm speaks of a schema that is none, and so judged nothing. */
export function isAboutSchema(text: string): boolean {
  return /is not valid against metaschema/.test(text);
}

/** One thing that the schema validator found. */
export interface Finding {
  pointer: string;
  message: string;
}

/** The innermost lines of the schema validator's tree: `- at '/x': maximum: got 9, want 5`. */
export function findings(lines: string[]): Finding[] {
  const found = lines.flatMap((line) => {
    const match = /^(.*?)- at '([^']*)': (.*)$/.exec(line);
    return match
      ? [
          {
            indent: /^ *$/.test(match[1] ?? "") ? (match[1] ?? "").length : 0,
            pointer: match[2] ?? "",
            message: match[3] ?? "",
          },
        ]
      : [];
  });
  return found
    .filter(({ indent }, index) => (found[index + 1]?.indent ?? 0) <= indent)
    .map(({ pointer, message }) => ({ pointer, message }));
}

function schemaProblems(chart: Chart, lines: string[]): SchemaProblem[] {
  const file = `charts/${chart.name}/values.schema.json`;
  return findings(lines).map((finding) => ({ file, ...finding, fix: "Correct the schema: it is not valid draft-07." }));
}

function valueProblems(chart: Chart, valuesFile: string, lines: string[]): SchemaProblem[] {
  const stated = chart.cases?.find(({ file }) => file === valuesFile)?.values ?? {};
  return findings(lines).map(({ pointer, message }) => {
    const extra = /^additional properties '([^']+)'/.exec(message)?.[1];
    const missing = /^missing propert(?:y|ies) '([^']+)'/.exec(message)?.[1];
    const at = `${pointer}${(extra ?? missing) ? `/${extra ?? missing}` : ""}`;
    // A value that the case doesn't state comes from values.yaml, and is mended there.
    const file = has(stated, at) || missing ? valuesFile : `charts/${chart.name}/values.yaml`;
    return { file, pointer: at, message, fix: "Change the value, or what the schema allows." };
  });
}

/** `(postgres/templates/cluster.yaml:7:29): …`, the same without brackets, and YAML that a template made. */
function templateProblems(chart: Chart, lines: string[]): SchemaProblem[] {
  return lines.flatMap((line, index) => {
    const place =
      /(?:^|[ (])([^ (]*?)(templates\/[\w./-]+?\.(?:yaml|yml|tpl|txt))(?::(\d+))?(?::(\d+))?\)?(?::? (.*))?$/.exec(
        line,
      );
    if (!place || /executing "/.test(line)) return [];
    const [, folder = "", file = "", row, , rest = ""] = place;
    const words = (rest === "" ? following(lines, index).join(" ") : rest).trim() || line.trim();
    // One template calls another: only the innermost of such a chain says what is wrong.
    if (/error calling include:$/.test(words)) return [];
    const owner = /\/charts\/([^/]+)\/$/.exec(folder)?.[1] ?? chart.name;
    const message = row === undefined ? words : `Line ${row}: ${words}`;
    return [{ file: `charts/${owner}/${file}`, pointer: "", message, fix: "Correct the template." }];
  });
}

/** The lines that belong to the one before them: indented ones, and the cause where that is no place of its own. */
function following(lines: string[], index: number): string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !/^(\s+\S|template: no template )/.test(line));
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => line.trim());
}

function fileProblems(chart: Chart, valuesFile: string, lines: string[]): SchemaProblem[] {
  return lines.flatMap((line) => {
    const lacking =
      /(?:missing in charts\/ directory|chart metadata is missing these dependencies|chart directory is missing these dependencies): (.*)$/.exec(
        line,
      )?.[1];
    if (lacking !== undefined)
      return [
        {
          file: `charts/${chart.name}/Chart.yaml`,
          pointer: "/dependencies",
          message: `The dependency ${lacking} was not found in charts/.`,
          fix: "Correct its name and repository: file://../<chart>.",
        },
      ];
    const broken =
      /cannot load (\S+?): (.*)$/.exec(line) ??
      /\[(?:ERROR|WARNING)\] (Chart\.yaml|values\.yaml): (?!- at )(.*)$/.exec(line);
    if (broken)
      return [
        {
          file: `charts/${chart.name}/${broken[1] ?? ""}`,
          pointer: "",
          message: broken[2] ?? "",
          fix: "Correct the file.",
        },
      ];
    const stated = /failed to parse \S+: (.*)$/.exec(line);
    return stated ? [{ file: valuesFile, pointer: "", message: stated[1] ?? "", fix: "Correct the file." }] : [];
  });
}

function has(values: JsonObject, pointer: string): boolean {
  let at: JsonValue | undefined = values;
  for (const key of pointer.split("/").slice(1)) {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    at = Array.isArray(at) ? at[Number(name)] : isObject(at) ? at[name] : undefined;
    if (at === undefined) return false;
  }
  return true;
}
