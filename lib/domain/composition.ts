import { isObject, type JsonObject, type JsonValue } from "./json";
import { kindOf, type Service } from "./service";
import type { Target } from "./target";

/**
 * The hint on a property of a schema's root that makes it the values of a child: `{ "service": "webapp", "resource":
 * "webapps" }`, the service that deploys the child and the plural under which the cluster serves its kind. The
 * property's name is the child's alias.
 */
export const CHILD_HINT = "x-child";

/** A part of a composite: an instance of another service, called `<name>-<alias>`. */
export interface Child {
  alias: string;
  service: string;
  /** What the cluster calls its kind in addresses and roles; "" where the schema doesn't say. */
  resource: string;
}

type InstanceTarget = Extract<Target, { type: "instance" }>;

/** What composition is told from. */
export type Composed = Pick<Service, "name" | "schema">;

/** The children that a schema names, in its order; none for what is no composite. */
export function childrenOf(schema: JsonObject): Child[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([alias, property]) => {
    const hint: JsonValue | undefined = isObject(property) ? property[CHILD_HINT] : undefined;
    if (!isObject(hint) || typeof hint.service !== "string") return [];
    return [{ alias, service: hint.service, resource: typeof hint.resource === "string" ? hint.resource : "" }];
  });
}

/** A child's place: `shop` and `database` make the Postgres `shop-database`. */
export function childTarget({ tenant, name }: InstanceTarget, { alias, service }: Child): InstanceTarget {
  return { type: "instance", tenant, service, name: `${name}-${alias}` };
}

/** A child with the place that it has in the cluster. */
export interface PlacedChild extends Child {
  target: InstanceTarget;
}

/** The children of a target itself, but not theirs. */
export function childrenAt(target: Target, services: readonly Composed[]): PlacedChild[] {
  const service = target.type === "instance" && services.find(({ name }) => name === target.service);
  if (target.type !== "instance" || !service) return [];
  return childrenOf(service.schema).map((child) => ({ ...child, target: childTarget(target, child) }));
}

/** Deep enough for any composite; the gate refuses one that contains itself, and this keeps it from going on for ever. */
const DEEPEST = 8;

/** A target and everything that it stands for in the cluster: its children, and theirs. Itself comes first. */
export function withinTarget(target: Target, services: readonly Composed[], depth = 0): Target[] {
  if (depth >= DEEPEST) return [target];
  return [target, ...childrenAt(target, services).flatMap((child) => withinTarget(child.target, services, depth + 1))];
}

/** The composites that a target would be a child of, by its name alone: whether they are there is for others to look up. */
export function possibleParents(
  target: Target,
  services: readonly Composed[],
): { parent: InstanceTarget; child: Child }[] {
  if (target.type !== "instance") return [];
  const { tenant, service, name } = target;
  return services.flatMap((composite) =>
    childrenOf(composite.schema).flatMap((child) => {
      const suffix = `-${child.alias}`;
      if (child.service !== service || !name.endsWith(suffix) || name.length === suffix.length) return [];
      const parent: InstanceTarget = {
        type: "instance",
        tenant,
        service: composite.name,
        name: name.slice(0, -suffix.length),
      };
      return [{ parent, child }];
    }),
  );
}

/** How many composites lie in each other below a service: 0 for one without children. */
export function levelsBelow(service: string, services: readonly Composed[], depth = 0): number {
  const schema = services.find(({ name }) => name === service)?.schema;
  const children = schema === undefined || depth >= DEEPEST ? [] : childrenOf(schema);
  return children.reduce((most, child) => Math.max(most, 1 + levelsBelow(child.service, services, depth + 1)), 0);
}

/** What a child's manifest would state: its part of the composite's values, and its own names. */
export function childValues(values: JsonObject, { alias }: Child, target: InstanceTarget): JsonObject {
  const own = values[alias];
  return { tenant: target.tenant, name: target.name, ...(isObject(own) ? own : {}) };
}

/** The kinds of a composite's children with their names, as its release has them. */
export function isChildObject(object: { kind: string; name: string }, children: readonly PlacedChild[]): boolean {
  return children.some(({ service, target }) => kindOf(service) === object.kind && target.name === object.name);
}
