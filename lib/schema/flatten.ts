import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { followRef } from "@/lib/domain/local-ref";
import { CHECK } from "./check-keyword";
import { joined } from "./join-schemas";
import { shapeOf } from "./shape";

/** A schema as a form reads it, and the references that were followed for it. */
export interface Unfolded {
  schema: JsonObject;
  refs: string[];
  /** True where one of the references leads back into the trail: what it says can't be drawn, only judged. */
  circular: boolean;
}

/**
 * What stands behind a schema's references, in the plainest spelling that means the same to a form:
 * - a union of one option is that option;
 * - a union of one option and null is that option, nullable, and the union goes on judging unseen;
 * - `allOf` members are one schema with what they stand beside, as far as keywords can say both.
 *
 * @param trail the references that led to the schema; recursion shows in them
 */
export function unfolded(root: JsonObject, schema: JsonObject, trail: readonly string[]): Unfolded {
  const unfolding = new Unfolding(root);
  return { schema: unfolding.of(schema, trail), refs: [...unfolding.refs], circular: unfolding.circular };
}

/** The same for a schema whose references don't matter. */
export function flattened(root: JsonObject, schema: JsonObject): JsonObject {
  return unfolded(root, schema, []).schema;
}

class Unfolding {
  readonly refs = new Set<string>();
  circular = false;

  constructor(private readonly root: JsonObject) {}

  of(schema: JsonObject, trail: readonly string[]): JsonObject {
    if (typeof schema.$ref !== "string") return this.#withMembers(this.#withoutUnionOfOne(schema, trail), trail);
    const { $ref: ref } = schema;
    if (trail.includes(ref)) {
      this.circular = true;
      return schema;
    }
    this.refs.add(ref);
    const inside = [...trail, ref];
    return this.#withMembers(this.#withoutUnionOfOne(followRef(this.root, schema), inside), inside);
  }

  #withoutUnionOfOne(schema: JsonObject, trail: readonly string[]): JsonObject {
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const options = schema[keyword];
      if (!Array.isArray(options)) continue;
      const meant = options.filter((option) => !(isObject(option) && option.type === "null"));
      const [only] = meant;
      if (meant.length !== 1 || !isObject(only)) continue;
      const rest = without(schema, [keyword]);
      const option = this.of(only, trail);
      const shape = shapeOf(option);
      if (shape === null || rest[CHECK] !== undefined || (rest.type !== undefined && rest.type !== shape)) continue;
      const both = option.enum !== undefined && options.length > 1 ? null : joined(rest, option);
      if (both === null) continue;
      return options.length === 1 ? both : { ...both, type: [shape, "null"], [CHECK]: { [keyword]: options } };
    }
    return schema;
  }

  #withMembers(schema: JsonObject, trail: readonly string[]): JsonObject {
    if (!Array.isArray(schema.allOf)) return schema;
    let whole = without(schema, ["allOf"]);
    const left: JsonValue[] = [];
    for (const member of schema.allOf) {
      const both = isObject(member) ? joined(whole, this.of(member, trail)) : null;
      if (both) whole = both;
      else left.push(member);
    }
    return { ...whole, ...(left.length > 0 && { allOf: left }) };
  }
}
