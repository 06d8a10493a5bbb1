import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { judgeValues } from "./judge";
import { isSpelled, literalsIn, SECRET_PATTERNS, SECRET_SENTENCES, withoutLiterals } from "./secret";

const part = (which: "name" | "key"): JsonObject => ({
  title: which === "name" ? "Secret" : "Key",
  type: "string",
  minLength: 1,
  maxLength: 253,
  pattern: `^${SECRET_PATTERNS[which]}$`,
  "x-secret": which,
});
const SCHEMA: JsonObject = {
  type: "object",
  additionalProperties: false,
  properties: {
    note: { type: "string", maxLength: 3 },
    password: {
      title: "Password",
      type: "object",
      "x-secret": "reference",
      additionalProperties: false,
      required: ["name", "key"],
      properties: { name: part("name"), key: part("key") },
    },
    env: {
      type: "array",
      uniqueItems: true,
      items: { type: "object", properties: { name: { type: "string" }, secret: part("name"), key: part("key") } },
    },
    either: { not: { required: ["a"] }, type: "object", properties: { secret: part("name") } },
  },
};
const HOSTILE = "Hunter2 s3cr3t!";

describe("a value where a Secret is to be named", () => {
  it.each<[string, JsonObject, string]>([
    ["a text instead of a reference", { password: HOSTILE }, "/password"],
    ["a number", { password: 8_675_309 }, "/password"],
    ["in the place of the name", { password: { name: HOSTILE, key: "a" } }, "/password/name"],
    ["in the place of the key", { password: { name: "a", key: HOSTILE } }, "/password/key"],
    ["too long for a name", { password: { name: "a".repeat(300), key: "a" } }, "/password/name"],
    ["beside the reference", { password: { name: "a", key: "b", value: HOSTILE } }, "/password"],
    ["as a key", { password: { name: "a", key: "b", [HOSTILE]: 1 } }, "/password"],
    ["in a list", { env: [{ name: "A", secret: HOSTILE, key: "a" }] }, "/env/0/secret"],
    ["as a list", { env: [{ name: "A", secret: [HOSTILE], key: "a" }] }, "/env/0/secret"],
  ])("is refused and never repeated: %s", (_how, values, pointer) => {
    const problems = judgeValues(SCHEMA, values);
    expect(problems.map((problem) => [problem.code, problem.pointer])).toContainEqual(["secret", pointer]);
    expect(Object.values(SECRET_SENTENCES)).toContain(problems.find(({ code }) => code === "secret")?.message);
    const said = JSON.stringify(problems);
    for (const text of ["Hunter2", "8675309", "a".repeat(30)]) expect(said).not.toContain(text);
    expect(JSON.stringify(withoutLiterals(SCHEMA, values))).not.toMatch(/Hunter2|8675309|aaaa/);
    expect(literalsIn(SCHEMA, values).length).toBeGreaterThan(0);
  });

  it("is quoted by no sentence about what it lies in", () => {
    const schema = { type: "object", properties: { group: { enum: [{}], properties: { secret: part("name") } } } };
    const said = JSON.stringify(judgeValues(schema, { group: { secret: HOSTILE } }));
    expect(said).not.toContain("Hunter2");
  });

  it("is told from a reference, which passes untouched and as the same object", () => {
    const values = {
      note: "abc",
      password: { name: "orders-postgres-app", key: "uri" },
      env: [{ secret: "a.b", key: ".x" }],
    };
    expect(judgeValues(SCHEMA, values)).toEqual([]);
    expect(withoutLiterals(SCHEMA, values)).toBe(values);
  });

  it("leaves other places their own sentences", () => {
    expect(judgeValues(SCHEMA, { note: "long" })[0]?.message).toContain("You entered 4");
    expect(judgeValues(SCHEMA, { password: { name: "a" } })).toMatchObject([
      { code: "required", pointer: "/password/key" },
    ]);
  });
});

it("names and keys are spelled as Kubernetes spells them", () => {
  for (const name of ["a", "a-b.c", ""]) expect(isSpelled("name", name)).toBe(true);
  for (const name of ["A", "a b", "-a", "a_", "a\n", "pass!word"]) expect(isSpelled("name", name)).toBe(false);
  for (const key of ["tls.crt", "_a", "A-1"]) expect(isSpelled("key", key)).toBe(true);
  for (const key of ["..", "a b", "p@ss", "a/b"]) expect(isSpelled("key", key)).toBe(false);
});
