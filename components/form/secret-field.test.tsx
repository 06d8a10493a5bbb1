// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { SECRET_PATTERNS, SECRET_SENTENCES } from "@/lib/schema/secret";
import { doing, eventually, manifest, settle } from "./acting";
import { close, fieldValue, foreign, foreignEdit, open, press, sent, type } from "./foreign-hands";

const LITERAL = "Hunter2 s3cr3t!";
const part = (which: "name" | "key"): JsonObject => ({
  title: which === "name" ? "Secret" : "Key",
  type: "string",
  pattern: `^${SECRET_PATTERNS[which]}$`,
  "x-secret": which,
});
const PROPERTIES: JsonObject = {
  note: { title: "Note", type: "string" },
  password: {
    title: "Password",
    type: "object",
    "x-secret": "reference",
    additionalProperties: false,
    required: ["name", "key"],
    properties: { name: part("name"), key: part("key") },
  },
};
/** The edit form of a file that was written by hand, with the secret itself in it. */
const byHand = () => foreignEdit(PROPERTIES, { tenant: "acme", name: "orders", password: LITERAL });

const leave = async (id: string) => {
  await doing(() => document.getElementById(id)?.blur());
  await settle(600);
};
/** Everything that this browser keeps. */
const kept = () => JSON.stringify(Object.entries(localStorage));
const nowhere = () => {
  expect(kept()).not.toMatch(/Hunter2|s3cr3t/);
  expect(manifest()).not.toMatch(/Hunter2|s3cr3t/);
  expect(JSON.stringify(sent)).not.toMatch(/Hunter2|s3cr3t/);
  expect(document.body.textContent).not.toMatch(/Hunter2|s3cr3t/);
};

describe("a secret that somebody pastes where one is to be named", () => {
  it.each(["name", "key"] as const)(
    "as the %s is refused in place, and is in no draft, preview or request",
    async (which) => {
      await open(foreign(PROPERTIES));
      await type("f/note", "hello");
      await type(`f/password/${which}`, LITERAL);
      await settle(600);
      nowhere();
      await leave(`f/password/${which}`);
      expect(document.getElementById(`f/password/${which}-error`)?.textContent).toBe(SECRET_SENTENCES[which]);
      expect(kept()).toContain("hello");
      nowhere();
      await press("Send request");
      expect(sent).toEqual([]);
      nowhere();
      // The page goes away with it.
      await close();
      expect(kept()).not.toMatch(/Hunter2|s3cr3t/);
      const main = document.createElement("main");
      document.body.replaceChildren(main);
      await open(foreign(PROPERTIES));
      expect(fieldValue(`f/password/${which}`)).toBe("");
    },
  );

  it("is refused when Enter sends the form out of the field", async () => {
    await open(foreign(PROPERTIES));
    await type("f/password/name", LITERAL);
    await doing(() => {
      const field = document.getElementById("f/password/name");
      field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      field?.closest("form")?.requestSubmit();
    });
    await settle(600);
    expect(sent).toEqual([]);
    nowhere();
  });

  it("as YAML is kept in no draft, and neither is what can't be looked through", async () => {
    await open(foreign(PROPERTIES));
    await press("Edit as YAML");
    await eventually(() => expect(fieldValue("manifest-text")).toContain("apiVersion"));
    await settle(600);
    const text = fieldValue("manifest-text") ?? "";
    await type("manifest-text", `${text}    note: hello\n`);
    await settle(600);
    expect(kept()).toContain("hello");
    for (const bad of [
      `    password: ${LITERAL}\n`,
      `    password: "${LITERAL}\n`,
      `    password: {name: a, key: ${LITERAL}}\n`,
    ]) {
      await type("manifest-text", `${text}${bad}`);
      await settle(600);
      expect(kept()).not.toMatch(/Hunter2|s3cr3t/);
      expect(document.body.textContent).toContain("Not kept as a draft");
    }
  });

  it("in a file that was written by hand is neither shown nor kept, and goes with the next change", async () => {
    await open(byHand());
    expect(fieldValue("f/password/name")).toBe("");
    nowhere();
    await type("f/note", "hello");
    await leave("f/note");
    nowhere();
    expect(kept()).toContain("hello");
    await press("Send request");
    expect(sent[0]?.values).toEqual({ tenant: "acme", name: "orders", note: "hello" });
  });
});

describe("the name of a Secret", () => {
  it("is taken once its field is left, and is sent", async () => {
    await open(foreign(PROPERTIES));
    await type("f/password/name", "orders-login");
    await leave("f/password/name");
    await type("f/password/key", "password");
    await leave("f/password/key");
    expect(manifest()).toContain("name: orders-login");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ password: { name: "orders-login", key: "password" } });
  });
});
