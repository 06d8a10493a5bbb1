import { isObject, type JsonObject, type JsonValue, without } from "@/lib/domain/json";
import { ANNOTATIONS, followRef } from "@/lib/domain/local-ref";
import { pointerOf } from "@/lib/domain/pointer";
import { CHECK } from "./check-keyword";
import { unfolded } from "./flatten";
import { ADVANCED } from "./hints";
import { annotationsOf, Definitions, tidy } from "./seal";
import { constantsOf, shapeOf, shapeOfOptions, typesOf } from "./shape";

/** More properties than any person scrolls through; beyond it a chart's references are drawn as islands. */
const MOST_DRAWN = 5000;

/** Where a schema is drawn: its place in the values, and the references that led there (recursion shows in them). */
interface Place {
  path: string[];
  trail: readonly string[];
}

/** One chart's schema being turned into what a form can draw. */
export class Drawing {
  readonly islands = new Set<string>();
  readonly advanced = new Set<string>();
  readonly definitions: Definitions;
  readonly #schema: JsonObject;
  #drawn = 0;

  constructor(schema: JsonObject) {
    this.#schema = schema;
    this.definitions = new Definitions(schema);
  }

  /** The whole of the values is always an object with fields, never an island. */
  root(schema: JsonObject): JsonObject {
    const { schema: at, refs } = unfolded(this.#schema, schema, ["#"]);
    const fields = { properties: {}, ...at, type: "object" };
    return this.#object(fields, { path: [], trail: ["#", ...refs] }, true) ?? { type: "object", properties: {} };
  }

  /** What to draw at a place: an input, a group of inputs, or an island. */
  #draw(schema: JsonValue, { path, trail }: Place): JsonObject {
    this.#drawn++;
    if (!isObject(schema)) return this.#island(schema, path);
    if (schema[ADVANCED] === true) this.advanced.add(pointerOf(path));
    const { schema: at, refs, circular } = unfolded(this.#schema, schema, trail);
    if (circular || (refs.length > 0 && this.#drawn > MOST_DRAWN)) return this.#island(schema, path);

    const place = { path, trail: [...trail, ...refs] };
    const islandsSoFar = [...this.islands];
    const drawn = this.#shape(at, place);
    if (drawn) return drawn;
    // The islands that were found within now lie in this one.
    this.#forgetIslandsBelow(path, islandsSoFar);
    return this.#island(schema, path);
  }

  #shape(schema: JsonObject, place: Place): JsonObject | null {
    const shape = shapeOf(schema) ?? shapeOfOptions(schema, (option) => followRef(this.#schema, option));
    if (shape === null) return null;
    if (shape === "object") return this.#object({ ...schema, type: schema.type ?? "object" }, place, false);
    if (shape === "array") return this.#array({ ...schema, type: schema.type ?? "array" }, place);
    if (schema.enum !== undefined && !hasOneShape(schema)) return null;
    return this.#withHidden({ ...schema, type: schema.type ?? shape }, constantsOf(schema).length > 0 ? [] : UNIONS);
  }

  #array(schema: JsonObject, { path, trail }: Place): JsonObject | null {
    const { items } = schema;
    if (!isObject(items)) return null;
    const item = this.#draw(items, { path: [...path, "*"], trail });
    if (this.islands.has(pointerOf([...path, "*"]))) return null;
    return this.#withHidden({ ...schema, items: item }, UNIONS, schema);
  }

  #object(schema: JsonObject, place: Place, isRoot: boolean): JsonObject | null {
    const { path, trail } = place;
    const known = isObject(schema.properties) ? schema.properties : {};
    const names = Object.keys(known);
    const branches = this.#branches(schema, place, names);
    const hasFields = names.length > 0 || Object.keys(branches.drawn).length > 0 || isRoot;
    const { additionalProperties: rest, patternProperties } = schema;
    const isMap = isObject(rest) && Object.keys(rest).length > 0;
    if (!hasFields && !isMap) return null;
    if (isObject(patternProperties) && Object.keys(patternProperties).length > 0 && !isRoot) return null;

    const properties = Object.fromEntries(
      Object.entries(known).map(([name, child]) => [name, this.#draw(child, { path: [...path, name], trail })]),
    );
    const drawn: JsonObject = { ...schema, ...(names.length > 0 || isRoot ? { properties } : {}), ...branches.drawn };
    // Said or not, an open object is open; said, it would make rjsf offer keys without a name.
    if (rest !== false) delete drawn.additionalProperties;
    const hidden = [...branches.hidden];
    if (isMap) {
      const entry = this.#draw(rest, { path: [...path, "*"], trail });
      if (!this.islands.has(pointerOf([...path, "*"]))) drawn.additionalProperties = entry;
      else if (isRoot) hidden.push("additionalProperties", "patternProperties");
      else return null;
    }
    return this.#withHidden(drawn, isRoot ? [...hidden, "patternProperties"] : hidden, schema);
  }

  /**
   * The parts of an object's schema that depend on its values. Those that bring fields of their own are drawn; those
   * that only judge (`anyOf` of `required`, say) would be drawn as a choice between nothing and nothing: they are hidden.
   */
  #branches(schema: JsonObject, place: Place, names: string[]): { drawn: JsonObject; hidden: string[] } {
    const drawn: JsonObject = {};
    const hidden: string[] = [];
    const bringsFields = (branch: JsonValue | undefined): boolean => this.#brings(branch, names, place.trail);
    for (const keyword of UNIONS) {
      const options = schema[keyword];
      if (!Array.isArray(options)) continue;
      if (options.some(bringsFields)) drawn[keyword] = options.map((option) => this.#branch(option, place, names));
      else hidden.push(keyword);
    }
    if (schema.if !== undefined) {
      if (bringsFields(schema.then) || bringsFields(schema.else)) {
        drawn.if = this.#narrowed(schema.if);
        if (schema.then !== undefined) drawn.then = this.#branch(schema.then, place, names);
        if (schema.else !== undefined) drawn.else = this.#branch(schema.else, place, names);
      } else hidden.push("if", "then", "else");
    }
    const { dependencies } = schema;
    if (isObject(dependencies)) {
      if (Object.values(dependencies).some(bringsFields))
        drawn.dependencies = Object.fromEntries(
          Object.entries(dependencies).map(([name, needs]) => [
            name,
            Array.isArray(needs) ? needs : this.#branch(needs, place, names),
          ]),
        );
      else hidden.push("dependencies");
    }
    return { drawn, hidden };
  }

  #brings(branch: JsonValue | undefined, names: string[], trail: readonly string[]): boolean {
    if (!isObject(branch)) return false;
    const { schema: at, refs, circular } = unfolded(this.#schema, branch, trail);
    if (circular) return false;
    const own = isObject(at.properties) ? Object.keys(at.properties) : [];
    const nested = [...UNIONS.flatMap((keyword) => at[keyword] ?? []), at.then, at.else];
    return (
      own.some((name) => !names.includes(name)) ||
      nested.some((inner) => this.#brings(inner, names, [...trail, ...refs]))
    );
  }

  /** A branch of an object: fields that the object has already are only narrowed there; the others are drawn. */
  #branch(branch: JsonValue, place: Place, names: string[]): JsonValue {
    if (!isObject(branch)) return branch;
    const { schema: at, refs, circular } = unfolded(this.#schema, branch, place.trail);
    if (circular) return { [CHECK]: this.definitions.seal(branch) };
    const inside = { path: place.path, trail: [...place.trail, ...refs] };
    const nested = this.#branches(at, inside, names);
    const properties = Object.entries(isObject(at.properties) ? at.properties : {}).map(
      ([name, child]): [string, JsonValue] => [
        name,
        names.includes(name)
          ? this.#narrowed(child)
          : this.#draw(child, { path: [...inside.path, name], trail: inside.trail }),
      ],
    );
    const drawn = {
      ...at,
      ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
      ...nested.drawn,
    };
    const judging = ["additionalProperties", "patternProperties", "items"].filter((keyword) => isObject(at[keyword]));
    return this.#withHidden(drawn, [...nested.hidden, ...judging], at);
  }

  /** A schema that only judges where it stands. Its references are kept from rjsf, which can't follow them. */
  #narrowed(schema: JsonValue): JsonValue {
    return JSON.stringify(schema).includes('"$ref"')
      ? { [CHECK]: this.definitions.seal(schema) }
      : this.definitions.seal(schema);
  }

  /** The schema with some keywords moved to where only the validator sees them. */
  #withHidden(schema: JsonObject, named: readonly string[], original: JsonObject = schema): JsonObject {
    const keywords = [...new Set([...named, ...undrawn(schema, original)])];
    const hidden = keywords.flatMap((keyword): [string, JsonValue][] => {
      const value = original[keyword];
      return value === undefined ? [] : [[keyword, value]];
    });
    const visible = tidy(Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword))));
    const check = Object.fromEntries(hidden);
    // `additionalProperties` counts from the properties beside it.
    if (check.additionalProperties !== undefined && isObject(original.properties))
      check.properties = Object.fromEntries(Object.keys(original.properties).map((name) => [name, true]));
    const checks = [visible[CHECK], ...(hidden.length > 0 ? [check] : [])].filter((part) => part !== undefined);
    const [first] = checks;
    if (first === undefined) return visible;
    return { ...visible, [CHECK]: this.definitions.seal(checks.length === 1 ? first : { allOf: checks }) };
  }

  #island(schema: JsonValue, path: string[]): JsonObject {
    this.islands.add(pointerOf(path));
    const described = isObject(schema) ? followRef(this.#schema, schema) : {};
    return {
      ...annotationsOf(described),
      [CHECK]: this.definitions.seal(isObject(schema) ? without(schema, ANNOTATIONS) : schema),
    };
  }

  #forgetIslandsBelow(path: string[], before: string[]): void {
    const kept = new Set(before);
    const below = `${pointerOf(path)}/`;
    for (const island of this.islands) if (island.startsWith(below) && !kept.has(island)) this.islands.delete(island);
    for (const pointer of this.advanced) if (pointer.startsWith(below)) this.advanced.delete(pointer);
  }
}

/** Keywords with schemas in them; those that mean something only together stand together. */
const HOLDING = [
  ...[["if", "then", "else"], ["items", "additionalItems"], ["contains"], ["not"], ["propertyNames"], ["dependencies"]],
  ...[["properties", "patternProperties", "additionalProperties"], ["allOf"], ["anyOf"], ["oneOf"]],
];

/** Keywords that were left as the chart has them and hold references: a form follows none. */
function undrawn(schema: JsonObject, original: JsonObject): string[] {
  const isLeft = (keyword: string): boolean =>
    schema[keyword] !== undefined && (schema === original || schema[keyword] === original[keyword]);
  const refers = (keyword: string): boolean => JSON.stringify(schema[keyword] ?? null).includes('"$ref"');
  return HOLDING.flatMap((group) => {
    const left = group.filter(isLeft);
    return left.some(refers) ? left : [];
  });
}

const UNIONS = ["allOf", "anyOf", "oneOf"] as const;

function hasOneShape({ enum: options, type }: JsonObject): boolean {
  const types = typesOf({ type: type ?? null });
  return (
    types.length > 0 ||
    (Array.isArray(options) && !options.some((option) => typeof option === "object" && option !== null))
  );
}
