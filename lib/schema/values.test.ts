import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { defaultOf, effectiveValues, formValues, statedValues } from "./values";

const key = fc.constantFrom("a", "b", "c", "d", "__proto__");
const scalar: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>("x", "y", "", 1, 2, true, false);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** A key only where there is something to say. */
function withDefined(entries: [string, JsonValue | undefined][]): JsonObject {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Schemas with defaults at every depth: on values, on objects as a whole, in lists and in maps. */
const schema: fc.Arbitrary<JsonObject> = fc.letrec<{ any: JsonObject; object: JsonObject }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    maybe(scalar).map((value) => withDefined([["default", value]])),
    tie("object"),
    fc.tuple(tie("any"), maybe(fc.array(scalar, { maxLength: 2 }))).map(([items, value]) =>
      withDefined([
        ["type", "array"],
        ["items", items],
        ["default", value],
      ]),
    ),
    tie("any").map((entry): JsonObject => ({ type: "object", additionalProperties: entry })),
  ),
  object: fc
    .tuple(fc.array(fc.tuple(key, tie("any")), { minLength: 1, maxLength: 3 }), fc.subarray(["a", "b"]), fc.boolean())
    .map(([pairs, required, empty]) =>
      withDefined([
        ["type", "object"],
        ["properties", Object.fromEntries(pairs)],
        ["required", required],
        ["default", empty ? {} : undefined],
      ]),
    ),
})).object;

/** Values that fit a schema in kind; `pick` chooses what is stated. */
function valuesFor(at: JsonValue | undefined, pick: () => number): JsonValue | undefined {
  if (!isObject(at) || pick() % 3 === 0) return undefined;
  if (isObject(at.properties))
    return withDefined(Object.entries(at.properties).map(([name, child]) => [name, valuesFor(child, pick)]));
  if (at.type === "array") return Array.from({ length: pick() % 3 }, () => valuesFor(at.items, pick) ?? "item");
  if (at.type === "object")
    return withDefined(["k", "l"].map((name) => [name, valuesFor(at.additionalProperties, pick)]));
  return ["x", "y", 1, true][pick() % 4];
}

function drawn(at: JsonObject, choices: number[]): JsonObject {
  let next = 0;
  const value = valuesFor(at, () => choices[next++ % choices.length] ?? 1);
  return isObject(value) ? value : {};
}

/** The values with every key that an item or entry requires and leaves to its default, last. */
function withRequired(at: JsonObject, value: JsonObject, inEntry = false): JsonObject {
  const known = isObject(at.properties) ? at.properties : {};
  const required = inEntry && Array.isArray(at.required) ? at.required : [];
  const told = Object.entries(value).map(([name, child]) => {
    const of = Object.hasOwn(known, name) ? known[name] : at.additionalProperties;
    return [name, below(of, child, inEntry || !Object.hasOwn(known, name))] as const;
  });
  const missing = Object.entries(formValues(at, {})).flatMap(([name, usual]) =>
    required.includes(name) && !Object.hasOwn(value, name) ? [[name, usual] as const] : [],
  );
  return Object.fromEntries([...told, ...missing]);
}

function below(of: JsonValue | undefined, value: JsonValue, inEntry: boolean): JsonValue {
  if (!isObject(of)) return value;
  if (isObject(value)) return withRequired(of, value, inEntry);
  return Array.isArray(value) ? value.map((item) => below(of.items, item, true)) : value;
}

const choices = fc.array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 30 });
const places = fc
  .tuple(schema, choices, choices)
  .map(([at, one, other]) => ({ at, file: drawn(at, one), wanted: drawn(at, other) }));
const runs = { numRuns: 1000 };

describe("what the chart sees and what the manifest states", () => {
  it("what is stated is enough to see the same values again", () => {
    fc.assert(
      fc.property(places, ({ at, file, wanted }) => {
        const shown = formValues(at, wanted);
        for (const before of [{}, file, wanted]) expect(formValues(at, statedValues(at, shown, before))).toEqual(shown);
      }),
      runs,
    );
  });

  it("a file whose values nobody changed states what it stated, in the same order", () => {
    fc.assert(
      fc.property(places, ({ at, file }) => {
        const again = statedValues(at, formValues(at, file), file);
        // What an item or entry requires is written out, because nobody fills it in there.
        expect(JSON.stringify(again)).toBe(JSON.stringify(withRequired(at, file)));
      }),
      runs,
    );
  });

  it("what the manifest states lacks nothing that an item or entry requires and the form shows", () => {
    fc.assert(
      fc.property(places, ({ at, file, wanted }) => {
        const again = statedValues(at, formValues(at, wanted), file);
        expect(withRequired(at, again)).toEqual(again);
      }),
      runs,
    );
  });

  it("defaults alone need no statement", () => {
    fc.assert(
      fc.property(schema, (at) => {
        expect(statedValues(at, formValues(at, {}), {})).toEqual({});
      }),
      runs,
    );
  });

  it("laying defaults beneath twice changes nothing more, and nothing that was given is changed", () => {
    fc.assert(
      fc.property(places, ({ at, wanted }) => {
        const given = JSON.stringify([at, wanted]);
        const once = formValues(at, wanted);
        expect(formValues(at, once)).toEqual(once);
        expect(JSON.stringify([at, wanted])).toBe(given);
      }),
      runs,
    );
  });
});

const postgres: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string" },
    instances: { type: "integer", default: 1 },
    backup: {
      type: "object",
      properties: { enabled: { type: "boolean", default: false }, schedule: { type: "string", default: "0 3 * * *" } },
    },
    restore: {
      type: "object",
      required: ["from"],
      properties: { from: { type: "string" }, wait: { type: "boolean", default: true } },
    },
    users: {
      type: "array",
      items: { type: "object", properties: { name: { type: "string" }, role: { type: "string", default: "reader" } } },
    },
    tags: { type: "array", default: ["a"], items: { type: "string" } },
    settings: {
      type: "object",
      default: { size: "small" },
      properties: { size: { type: "string", default: "large" } },
    },
  },
};

function changed(file: JsonObject, change: (effective: JsonObject) => JsonObject): JsonObject {
  return statedValues(postgres, change(formValues(postgres, file)), file);
}

describe("defaults beneath what is stated", () => {
  it("an object appears when its defaults make it complete, and stays away when it lacks a required child", () => {
    expect(formValues(postgres, { name: "orders" })).toEqual({
      name: "orders",
      instances: 1,
      backup: { enabled: false, schedule: "0 3 * * *" },
      tags: ["a"],
      settings: { size: "small" },
    });
  });

  it("a chart gets a stated list's items as they are", () => {
    const stated = { users: [{ name: "first" }] };
    expect(effectiveValues(postgres, stated)).toMatchObject(stated);
    expect(effectiveValues(postgres, stated).users).toEqual(stated.users);
  });

  it("a default is whole wherever it lies, and the same to the form as to the chart", () => {
    const pools = {
      type: "array",
      items: { type: "object", properties: { id: {}, size: { default: 3 } } },
    };
    const outer = { type: "object", default: { pools: [{ id: "a" }] }, properties: { pools } };
    const whole = { pools: [{ id: "a", size: 3 }] };
    const within: JsonObject = { type: "object", properties: { outer } };
    expect(defaultOf(outer)).toEqual(whole);
    expect(effectiveValues(within, {})).toEqual({ outer: whole });
    expect(formValues(within, {})).toEqual({ outer: whole });
  });

  it("a form shows the items of a stated list with their own defaults, and unknown keys stay", () => {
    expect(formValues(postgres, { users: [{ name: "first" }], colour: "red", tags: [] })).toMatchObject({
      users: [{ name: "first", role: "reader" }],
      colour: "red",
      tags: [],
    });
  });

  it("what an object's own default says wins over its children's", () => {
    expect(formValues(postgres, { settings: {} })).toMatchObject({ settings: { size: "small" } });
  });
});

describe("what the manifest states", () => {
  it("a value put back to its default goes away", () => {
    expect(changed({ name: "orders" }, (values) => ({ ...values, instances: 1 }))).toEqual({ name: "orders" });
  });

  it("unless the file stated it", () => {
    expect(changed({ instances: 3 }, (values) => ({ ...values, instances: 1 }))).toEqual({ instances: 1 });
    expect(
      changed({ backup: { enabled: true } }, (values) => ({
        ...values,
        backup: { enabled: false, schedule: "0 3 * * *" },
      })),
    ).toEqual({
      backup: { enabled: false },
    });
  });

  it("an object with nothing left to state goes away, unless the file stated it", () => {
    const off = { enabled: false, schedule: "0 3 * * *" };
    expect(changed({}, (values) => ({ ...values, backup: off }))).toEqual({});
    expect(changed({ backup: {} }, (values) => ({ ...values, backup: off }))).toEqual({ backup: {} });
  });

  it("a setting may have the name of something that every object has", () => {
    const properties = Object.fromEntries([["constructor", { default: "x" }]]);
    const group: JsonObject = { properties: { it: { default: { a: 1 }, properties } } };
    const held = { it: Object.fromEntries([["constructor", "x"]]) };
    expect(formValues(group, {})).toEqual({ it: { a: 1, ...held.it } });
    expect(statedValues(group, held, {})).toEqual({ it: {} });
  });

  it("one changed field of an object is all that is stated of it", () => {
    expect(changed({}, (values) => ({ ...values, backup: { enabled: true, schedule: "0 3 * * *" } }))).toEqual({
      backup: { enabled: true },
    });
  });

  it("an item that changed states its change alone; a new item states everything", () => {
    const users: JsonValue[] = [{ name: "first" }, { name: "second", role: "writer" }];
    expect(
      changed({ users }, (values) => ({
        ...values,
        users: [
          { name: "first-again", role: "reader" },
          { name: "second", role: "writer" },
          { name: "third", role: "reader" },
        ],
      })),
    ).toEqual({
      users: [{ name: "first-again" }, { name: "second", role: "writer" }, { name: "third", role: "reader" }],
    });
  });

  it("an item that moved or stayed when another was taken out keeps what the file said of it", () => {
    const users: JsonValue[] = [{ name: "first" }, { name: "second" }, { name: "third", role: "writer" }];
    expect(
      changed({ users }, (values) => ({
        ...values,
        users: [
          { name: "third", role: "writer" },
          { name: "second", role: "reader" },
        ],
      })),
    ).toEqual({ users: [{ name: "third", role: "writer" }, { name: "second" }] });
  });

  it("a key that the form emptied is gone, and an unknown key stays", () => {
    // A form writes undefined where a person empties a field; JSON has no word for it.
    const emptied = { name: undefined, colour: "red" } as unknown as JsonObject;
    expect(statedValues(postgres, { ...formValues(postgres, {}), ...emptied }, { name: "x", colour: "red" })).toEqual({
      colour: "red",
    });
  });
});

describe("an item of a list that has a name", () => {
  it("keeps what the file left unsaid of it when it changes while the one before it goes", () => {
    const item: JsonObject = {
      type: "object",
      properties: { name: { type: "string" }, value: { type: "string" }, secret: { type: "boolean", default: false } },
    };
    const schema: JsonObject = { type: "object", properties: { env: { type: "array", items: item } } };
    const file: JsonObject = {
      env: [
        { name: "A", value: "1", secret: false },
        { name: "B", value: "2" },
      ],
    };
    const effective = { env: [{ name: "B", value: "9", secret: false }] };
    expect(statedValues(schema, effective, file)).toEqual({ env: [{ name: "B", value: "9" }] });
  });
});
