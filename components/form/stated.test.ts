import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormModel } from "@/lib/domain/form-model";
import { equalJson, isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { formValues } from "@/lib/schema/values";
import { clean } from "./clean";
import { hasNewObject, requestHead, statedOf, withNewDefaults } from "./stated";

const SCHEMA: JsonObject = {
  type: "object",
  required: ["tenant", "name"],
  properties: {
    tenant: { type: "string" },
    name: { type: "string" },
    size: { type: "string", enum: ["small", "large"], default: "small" },
    instances: { type: "integer", default: 1 },
    note: { type: "string" },
    backups: {
      type: "object",
      properties: { enabled: { type: "boolean", default: false }, days: { type: "integer", default: 7 } },
    },
  },
};
const LEAVES = ["size", "instances", "note", "backups.enabled", "backups.days"] as const;

function modelOf(values: JsonObject | null): FormModel {
  const file = values && { text: "", values };
  return {
    mode: file ? "update" : "create",
    service: { name: "postgres", kind: "Postgres", title: "Postgres" },
    form: { schema: SCHEMA, islands: [] },
    schemaHash: "s",
    validatorUrl: "",
    platform: { group: "example.com", version: "v1", controlNamespace: "control" },
    target: file && { type: "instance", tenant: "acme", service: "postgres", name: "orders" },
    tenants: [{ name: "acme", role: "edit" }],
    start: values ?? {},
    file,
    before: file,
    base: "b",
    key: "k",
    person: "dev:requester",
    revises: null,
    unknownKeys: [],
    removed: [],
    locked: [],
    kept: [],
    unseen: [],
    problems: [],
    releaseSuffix: "-postgres",
  };
}

function at(values: JsonValue | undefined, leaf: string): JsonValue | undefined {
  return leaf.split(".").reduce<JsonValue | undefined>((on, key) => (isObject(on) ? on[key] : undefined), values);
}
/** What the fields hold after one edit; undefined empties the field. */
function edited(values: JsonObject, leaf: string, value: JsonValue | undefined): JsonObject {
  const [key = "", inner] = leaf.split(".");
  if (inner === undefined) return clean({ ...values, [key]: value });
  return clean({ ...values, [key]: { ...(isObject(values[key]) ? values[key] : {}), [inner]: value } });
}

const leafValue: Record<(typeof LEAVES)[number], fc.Arbitrary<JsonValue | undefined>> = {
  size: fc.constantFrom("small", "large"),
  instances: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  note: fc.option(fc.constantFrom("a", "b: c", "---"), { nil: undefined }),
  "backups.enabled": fc.boolean(),
  "backups.days": fc.option(fc.integer({ min: 7, max: 9 }), { nil: undefined }),
};
const edit = fc.constantFrom(...LEAVES).chain((leaf) => leafValue[leaf].map((value) => ({ leaf, value })));
const file = fc.array(edit, { maxLength: 4 }).map((edits) =>
  edits.reduce<JsonObject>((values, { leaf, value }) => edited(values, leaf, value), {
    tenant: "acme",
    name: "orders",
  }),
);

describe("what the manifest states", () => {
  const defaults = formValues(SCHEMA, {});

  it("is, after any edits, what differs from the defaults and what the file stated already, and nothing else", () => {
    fc.assert(
      fc.property(fc.option(file, { nil: null }), fc.array(edit, { maxLength: 12 }), (values, edits) => {
        const model = modelOf(values);
        const held = edits.reduce(
          (now, { leaf, value }) => edited(now, leaf, value),
          formValues(SCHEMA, values ?? { tenant: "acme", name: "orders" }),
        );
        const stated = statedOf(model, held, []);
        const meant = formValues(SCHEMA, held);
        expect(equalJson(formValues(SCHEMA, stated), meant)).toBe(true);
        for (const leaf of LEAVES) {
          const differs = !equalJson(at(meant, leaf), at(defaults, leaf));
          const wasThere = at(values ?? {}, leaf) !== undefined && at(meant, leaf) !== undefined;
          expect([leaf, at(stated, leaf) !== undefined]).toEqual([leaf, differs || wasThere]);
        }
      }),
    );
  });

  it("is the file's own values when nothing was edited", () => {
    fc.assert(
      fc.property(file, (values) => {
        expect(statedOf(modelOf(values), formValues(SCHEMA, values), [])).toEqual(values);
      }),
    );
  });

  it("has an unknown key of the file until the person takes it out", () => {
    const values = { tenant: "acme", name: "orders", sise: "large" };
    const model = modelOf(values);
    expect(statedOf(model, values, [])).toEqual(values);
    expect(statedOf(model, { tenant: "acme", name: "orders" }, ["/sise"])).toEqual({ tenant: "acme", name: "orders" });
  });

  it("a group that is entered shows its defaults, and a field that is emptied stays empty", () => {
    const schema: JsonObject = {
      type: "object",
      properties: {
        group: {
          type: "object",
          required: ["must"],
          properties: { must: { type: "string" }, may: { type: "integer", default: 5 } },
        },
      },
    };
    const entered = { group: { must: "x" } };
    expect(hasNewObject({}, entered)).toBe(true);
    expect(withNewDefaults({}, entered, formValues(schema, entered))).toEqual({ group: { must: "x", may: 5 } });
    expect(hasNewObject({ group: { must: "x", may: 5 } }, { group: { must: "x" } })).toBe(false);
  });
});

describe("the head of a request", () => {
  it("names whose manifest it is, from the values of a new one and from the target of a known one", () => {
    const created = requestHead(modelOf(null), { tenant: "globex", name: "shop" });
    expect(created).toMatchObject({ type: "create", tenant: "globex", name: "shop", service: "postgres" });
    const updated = requestHead(modelOf({ tenant: "acme", name: "orders" }), { tenant: "other", name: "other" });
    expect(updated).toMatchObject({ type: "update", tenant: "acme", name: "orders" });
  });
});
