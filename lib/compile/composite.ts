import { CHILD_HINT, type Composed, childrenOf, withinTarget } from "@/lib/domain/composition";
import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { RELEASE_NAME_MAX, releaseNameOf } from "@/lib/domain/names";
import { pointerOf } from "@/lib/domain/pointer";
import { nameOf } from "@/lib/domain/target";
import { CONNECTION } from "@/lib/schema/connection";
import { HELM_KEYS } from "@/lib/schema/helm-keys";
import { mapSchemas, subschemas } from "@/lib/schema/walk";
import { childProblems, type Found, NAMES } from "./child-problems";
import { KINDS_HINT } from "./rendered-kinds";

/** Says on a child's property where the rest of it comes from. */
export const GENERATED_HINT = "x-generated";

/** A composite's schema with its children's values written into it. */
export interface Composite {
  schema: JsonObject;
  /** Why a child could not be written in, or would not work; all at once. */
  problems: Found[];
}

/** What a child's part says of itself: the child's own words tell of something that stands alone. */
const OF_ITS_OWN = ["title", "description"];
/** Of a schema file, and not of the values that it describes. */
const OF_A_FILE = ["$schema", "$id", KINDS_HINT, CONNECTION];
/** Fewest characters that a composite must leave for an instance's own name. */
const SHORTEST_ROOM = 10;

/**
 * Writes the children's values into a composite's schema: each property with the hint `x-child` keeps its title, its
 * description and its hints, and becomes what the child's own schema says, but for `tenant` and `name`. So Helm, KRO,
 * the form and everything else see one plain schema that nobody copied.
 *
 * @param name the composite's service
 * @param services every chart with a schema, the composite itself included
 * @returns the schema; a child with a problem stays as it was written
 */
export function composite(name: string, services: readonly Composed[]): Composite {
  const { schema, problems } = expanded(name, services, []);
  const whole = services.map((service) => (service.name === name ? { name, schema } : service));
  const misplaced = hintsElsewhere(services.find((service) => service.name === name)?.schema ?? {});
  return {
    schema,
    problems: [
      ...misplaced,
      ...problems,
      ...(problems.length === 0 ? [...namesDontFit(name, whole), ...requiredIsNotAsked(schema)] : []),
    ],
  };
}

/** True for a schema that names children, rightly or not. */
export function isComposite(schema: JsonObject): boolean {
  return subschemas(schema).some((one) => one.schema[CHILD_HINT] !== undefined);
}

function expanded(name: string, services: readonly Composed[], above: readonly string[]): Composite {
  const schema = services.find((service) => service.name === name)?.schema ?? {};
  const properties = isObject(schema.properties) ? schema.properties : {};
  const problems: Found[] = [];
  const written = Object.entries(properties).map(([alias, property]): [string, JsonValue] => {
    if (!isObject(property) || property[CHILD_HINT] === undefined) return [alias, property];
    const found = childProblems({ composite: name, alias, property }, services, [...above, name]);
    if (found.length > 0) {
      problems.push(
        ...found.map(({ pointer, ...problem }) => ({
          pointer: `${pointerOf(["properties", alias])}${pointer}`,
          ...problem,
        })),
      );
      return [alias, property];
    }
    const service = childrenOf({ properties: { [alias]: property } })[0]?.service ?? "";
    // What is wrong with a child that is a composite is said of that one.
    return [alias, part(alias, property, service, expanded(service, services, [...above, name]).schema)];
  });
  return {
    schema: written.length > 0 ? { ...schema, properties: Object.fromEntries(written) } : schema,
    problems,
  };
}

/** The property that holds a child's values. */
function part(alias: string, property: JsonObject, service: string, child: JsonObject): JsonObject {
  const { properties, required, ...rest } = without(child, OF_ITS_OWN);
  const asked = (Array.isArray(required) ? required : []).filter(
    (key) => typeof key !== "string" || !NAMES.includes(key),
  );
  const values = {
    ...without(rest, OF_A_FILE),
    ...(asked.length > 0 && { required: asked }),
    ...(isObject(properties) && { properties: without(properties, [...NAMES, ...HELM_KEYS]) }),
  };
  const own = Object.entries(property).filter(
    ([keyword]) => OF_ITS_OWN.includes(keyword) || (keyword.startsWith("x-") && keyword !== GENERATED_HINT),
  );
  return {
    ...Object.fromEntries(own),
    [GENERATED_HINT]: `From charts/${service} by \`make definitions\`: all but title, description and hints. Change it there.`,
    ...moved(values, alias),
  };
}

/** A child's schema at its new place: references lead there, and nobody takes it for a composite's own children. */
function moved(schema: JsonObject, alias: string): JsonObject {
  const at = `#${pointerOf(["properties", alias])}`;
  const there = mapSchemas(schema, (one) => {
    const plain = without(one, [CHILD_HINT, GENERATED_HINT]);
    return typeof plain.$ref === "string" && plain.$ref.startsWith("#")
      ? { ...plain, $ref: `${at}${plain.$ref.slice(1)}` }
      : plain;
  });
  return isObject(there) ? there : {};
}

/** The hint stands on a property of the root, or nowhere. */
function hintsElsewhere(schema: JsonObject): Found[] {
  return subschemas(schema).flatMap(({ schema: one, pointer }) =>
    one[CHILD_HINT] === undefined || /^\/properties\/[^/]+$/.test(pointer)
      ? []
      : [
          {
            pointer: `${pointer}/${CHILD_HINT}`,
            message: `${CHILD_HINT} stands where no child can be.`,
            fix: "Put it on a property of the schema itself: the property's name is the child's alias.",
          },
        ],
  );
}

/** Names are computed for the children too: they must fit, and no two may be the same. */
function namesDontFit(name: string, services: readonly Composed[]): Found[] {
  const schema = services.find((service) => service.name === name)?.schema ?? {};
  const target = { type: "instance", tenant: "x", service: name, name: "x" } as const;
  const within = withinTarget(target, services);
  const releases = within.map(releaseNameOf);
  const twin = releases.find((release, place) => releases.indexOf(release) !== place);
  if (twin !== undefined)
    return [
      {
        pointer: "/properties",
        message: `Two parts would both be called <name>${twin.slice(1)} in the cluster.`,
        fix: "Give one of the children another alias.",
      },
    ];
  const rooms = within.map((part) => {
    const release = RELEASE_NAME_MAX - (releaseNameOf(part).length - 1);
    const own = part === target ? null : nameMax(services, part.type === "instance" ? part.service : "");
    return { part, room: own === null ? release : Math.min(release, own - (nameOf(part).length - 1)) };
  });
  const tightest = rooms.reduce((least, one) => (one.room < least.room ? one : least));
  const what = `<name>${releaseNameOf(tightest.part).slice(1)}`;
  if (tightest.room < SHORTEST_ROOM)
    return [
      {
        pointer: "/properties",
        message: `${what} leaves ${Math.max(0, tightest.room)} characters for an instance's own name, which is too few.`,
        fix: `Shorten the alias until ${SHORTEST_ROOM} are left.`,
      },
    ];
  const most = nameMax(services, name);
  if (most !== null && most <= tightest.room) return [];
  return [
    {
      pointer: "/properties/name/maxLength",
      message: `A name of ${most ?? "any"} characters doesn't fit: its parts are called ${what}, too.`,
      fix: `Set maxLength to ${tightest.room}${isObject(schema.properties) && isObject(schema.properties.name) ? "" : " on a property name"}.`,
    },
  ];
}

/** How long a service's own schema lets a name be; null where it sets no bound. */
function nameMax(services: readonly Composed[], service: string): number | null {
  const schema = services.find(({ name }) => name === service)?.schema;
  const properties = isObject(schema?.properties) ? schema.properties : {};
  const max = isObject(properties.name) ? properties.name.maxLength : undefined;
  return typeof max === "number" ? max : null;
}

/** A child that must be told something must be there. */
function requiredIsNotAsked(schema: JsonObject): Found[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return childrenOf(schema).flatMap(({ alias }) => {
    const property = isObject(schema.properties) ? schema.properties[alias] : undefined;
    const needs = isObject(property) ? mustBeStated(property) : [];
    if (needs.length === 0 || required.includes(alias)) return [];
    return [
      {
        pointer: "/required",
        message: `${alias} may be left out, but without its ${needs.join(" and ")} there is no child to make.`,
        fix: `Add ${alias} to required.`,
      },
    ];
  });
}

/** What is required and has no default. */
function mustBeStated({ required, properties }: JsonObject): string[] {
  return (Array.isArray(required) ? required : []).map(String).filter((key) => {
    const property = isObject(properties) ? properties[key] : undefined;
    return !isObject(property) || property.default === undefined;
  });
}
