import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import type { Api } from "../api/client";
import { rootOf } from "../api/kinds";
import { verdictOf } from "../api/verdict";
import { isEvaluationError } from "./account";
import type { InstancePlace } from "./api-judge";

/** Stands for 1.0, which JSON.stringify writes as 1. */
const ONE = 4_242_424_242;

/**
 * Puts nothing, null, 1 and 1.0 at each place of values that fit. Out: where a rule could not be reckoned out, and where
 * 1.0 is not taken as 1 is.
 */
export async function probe(api: Api, place: InstancePlace, bases: readonly JsonObject[]): Promise<string[]> {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const base of bases)
    for (const path of pathsIn(base)) {
      const pointer = pointerOf(path.map((key) => (typeof key === "number" ? "*" : key)));
      if (seen.has(pointer)) continue;
      seen.add(pointer);
      const say = (value: JsonValue | undefined, one = "1") =>
        verdict(api, place, JSON.stringify(put(base, path, value)).replaceAll(String(ONE), one));
      const [absent, empty, whole, fraction] = await Promise.all([
        say(undefined),
        say(null),
        say(ONE),
        say(ONE, "1.0"),
      ]);
      for (const [what, said] of Object.entries({ nothing: absent, null: empty, 1: whole, "1.0": fraction }))
        if (said !== null && isEvaluationError(said)) problems.push(`${pointer}: ${what} breaks a rule: ${said}`);
      if ((whole === null) !== (fraction === null))
        problems.push(`${pointer}: 1 is ${whole ?? "accepted"}, and 1.0 is ${fraction ?? "accepted"}`);
    }
  return problems;
}

/** What the API server says against an instance whose values are such a text; null when it accepts it. */
async function verdict(
  api: Api,
  { apiVersion, kind, namespace, name }: InstancePlace,
  values: string,
): Promise<string | null> {
  const found = await api.kinds.find(apiVersion, kind);
  const head = JSON.stringify({ apiVersion, kind, metadata: { namespace, name } }).slice(0, -1);
  const answer = await api.send("POST", `${rootOf(apiVersion)}/namespaces/${namespace}/${found?.plural ?? ""}`, {
    query: { dryRun: "All", fieldValidation: "Strict" },
    text: `${head},"spec":{"values":${values}}}`,
  });
  const said = verdictOf(answer);
  return said.accepted ? null : said.message;
}

type Path = readonly (number | string)[];

function pathsIn(value: JsonValue, path: Path = []): Path[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

/** A copy with another value at a path; undefined takes it out. */
function put(value: JsonValue, [key, ...rest]: Path, other: JsonValue | undefined): JsonValue {
  if (key === undefined) return other ?? null;
  if (Array.isArray(value))
    return value.flatMap((item, at) =>
      at === key ? (rest.length === 0 && other === undefined ? [] : [put(item, rest, other)]) : [item],
    );
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]): [string, JsonValue][] =>
      name === key
        ? rest.length === 0 && other === undefined
          ? []
          : [[name, put(child, rest, other)]]
        : [[name, child]],
    ),
  );
}
