import { CHILD_HINT, type Composed, childrenOf } from "@/lib/domain/composition";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { DNS_LABEL } from "@/lib/domain/path";
import { pointerOf } from "@/lib/domain/pointer";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { TENANT_SERVICE } from "@/lib/domain/service";
import { HELM_KEYS } from "@/lib/schema/helm-keys";

/** What is wrong with a composite; whose file it is in, its reader knows. */
export type Found = Omit<SchemaProblem, "file">;

/** What a composite says of its instances itself, and a child's part leaves out. */
export const NAMES = ["tenant", "name"];

/** A property of a composite with the hint of a child. */
export interface Hinted {
  composite: string;
  alias: string;
  property: JsonObject;
}

/**
 * Why a property can't become its child's part.
 *
 * @param services every chart with a schema
 * @param way the composites around it, from the outermost to its own
 * @returns every problem; pointers are relative to the property
 */
export function childProblems(
  { composite, alias, property }: Hinted,
  services: readonly Composed[],
  way: readonly string[],
): Found[] {
  const hint = property[CHILD_HINT];
  const at = (key: string) => pointerOf([CHILD_HINT, ...(key === "" ? [] : [key])]);
  const problem = (key: string, message: string, fix: string): Found[] => [{ pointer: at(key), message, fix }];
  if (!isObject(hint) || typeof hint.service !== "string" || typeof hint.resource !== "string" || hint.resource === "")
    return problem(
      "",
      `${CHILD_HINT} doesn't say which service ${alias} is, and what the cluster calls its kind.`,
      `Write ${CHILD_HINT}: { "service": a chart's name, "resource": the plural of its kind in its live CRD }.`,
    );
  const { service } = hint;
  if ([...NAMES, ...HELM_KEYS].includes(alias) || !DNS_LABEL.test(alias))
    return problem(
      "",
      `${alias} can't be a child's alias: it becomes part of names in the cluster.`,
      "Use lower-case letters, digits and hyphens, and none of tenant, name, global and lib.",
    );
  if (composite === TENANT_SERVICE)
    return problem("", "A tenant has no children: what is in it is requested into it.", `Take ${CHILD_HINT} out.`);
  if (service === TENANT_SERVICE)
    return problem(
      "service",
      "A tenant can't be a child: it lives in the control namespace, and only its own request makes one.",
      "Name a service whose instances live in a tenant.",
    );
  const child = services.find(({ name }) => name === service);
  if (child === undefined)
    return problem(
      "service",
      `There is no service called ${service}.`,
      `Name one of ${services
        .map(({ name }) => name)
        .filter((name) => name !== TENANT_SERVICE && name !== composite)
        .join(", ")}, or add charts/${service} with a values.schema.json.`,
    );
  const circle = circleFrom(service, services, way);
  if (circle !== null)
    return problem(
      "service",
      `${circle.join(" has the child ")}: it would contain itself, and nothing would ever be complete.`,
      "Take one of these children out.",
    );
  return rulesThatAskForNames(child.schema).map((keyword) => ({
    pointer: at("service"),
    message: `${keyword} in charts/${service}/values.schema.json speaks of ${NAMES.join(" or ")}, or counts them, and a child's part holds neither.`,
    fix: `Say that rule in charts/${service}/values.schema.json without them.`,
  }));
}

/** The way from a composite back to one that it lies in, or null. */
function circleFrom(service: string, services: readonly Composed[], way: readonly string[]): string[] | null {
  if (way.includes(service)) return [...way.slice(way.indexOf(service)), service];
  const schema = services.find(({ name }) => name === service)?.schema ?? {};
  for (const child of childrenOf(schema)) {
    const found = circleFrom(child.service, services, [...way, service]);
    if (found !== null) return found;
  }
  return null;
}

const BRANCHES = ["allOf", "anyOf", "oneOf", "if", "then", "else", "not"];

/** The root's keywords that would say something else once `tenant` and `name` are gone. */
function rulesThatAskForNames(schema: JsonObject): string[] {
  const asks = (value: JsonValue | undefined): boolean => {
    if (Array.isArray(value)) return value.some(asks);
    if (!isObject(value)) return false;
    const { properties, required, dependencies } = value;
    const named = [properties, dependencies].flatMap((one) => (isObject(one) ? Object.keys(one) : []));
    const all = [...named, ...(Array.isArray(required) ? required : [])];
    return (
      all.some((key) => typeof key === "string" && NAMES.includes(key)) ||
      BRANCHES.some((keyword) => asks(value[keyword]))
    );
  };
  return Object.entries(schema).flatMap(([keyword, value]) =>
    ["minProperties", "maxProperties"].includes(keyword) ||
    (BRANCHES.includes(keyword) && asks(value)) ||
    (keyword === "dependencies" && asks({ dependencies: value }))
      ? [keyword]
      : [],
  );
}
