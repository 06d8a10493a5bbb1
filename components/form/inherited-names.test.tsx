// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { manifest } from "./acting";
import { choose, fieldValue, foreign, foreignEdit, open, press, sent, type } from "./foreign-hands";

/** Names that every JavaScript object answers to without having them, two that rjsf passes over, and one like our own escape. */
const NAMES = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "", "=constructor"];

/** Sets by definition: a key may be called `__proto__`. */
const own = (entries: [string, JsonValue][]): JsonObject => Object.fromEntries(entries);
const text = (title: string) => ({ title, type: "string" });
const PROPERTIES = Object.fromEntries(NAMES.map((name) => [name, text(`Called ${name}`)]));

describe("a property that is called like what every object has", () => {
  it.each(NAMES)("%j has a field that is typed into, shown in the manifest and sent", async (name) => {
    await open(foreign(PROPERTIES));
    expect(fieldValue(`f/${name}`)).toBe("");
    await type(`f/${name}`, "one");
    await type("f/name", "orders-2");
    expect(fieldValue(`f/${name}`)).toBe("one");
    expect(manifest()).toContain("one");
    await press("Send request");
    const values = sent[0]?.values;
    expect(values).toEqual(
      Object.fromEntries([
        ["tenant", "acme"],
        ["name", "orders-2"],
        [name, "one"],
      ]),
    );
    expect(Object.keys(values ?? {})).toContain(name);
  });
});

describe("wherever such a name comes", () => {
  const GROUP: JsonObject = {
    title: "Group",
    type: "object",
    required: ["valueOf"],
    properties: { valueOf: text("Value"), toString: { ...text("Text"), default: "plain", pattern: "^[a-z]+$" } },
  };

  it("a group of such fields is judged at them, and folded and counted like any other", async () => {
    await open(foreign({ constructor: GROUP }));
    expect(fieldValue("f/constructor/toString")).toBe("plain");
    await type("f/constructor/toString", "NO");
    await press("Send request");
    expect(sent).toEqual([]);
    expect(document.getElementById("f/constructor/toString-error")?.textContent).toContain("NO");
    expect(document.getElementById("f/constructor/valueOf-error")?.textContent).toContain("required");
    await type("f/constructor/toString", "yes");
    await type("f/constructor/valueOf", "1");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ constructor: { valueOf: "1", toString: "yes" } });
  });

  it("an entry of a map, an item of a list and a value of YAML have them as keys", async () => {
    const map = { title: "Map", type: "object", additionalProperties: { type: "string" } };
    const list = { title: "List", type: "array", items: { type: "object", properties: { toString: text("Text") } } };
    const any = { title: "Any", type: "object" };
    const values = {
      map: own([
        ["constructor", "a"],
        ["__proto__", "b"],
        ["", "c"],
      ]),
      list: [{ toString: "d" }],
      any: own([
        ["valueOf", "e"],
        ["__proto__", { constructor: "f" }],
      ]),
    };
    await open(foreignEdit({ map, list, any }, { tenant: "acme", name: "orders", ...values }));
    expect(fieldValue("f/map/constructor")).toBe("a");
    expect(fieldValue("f/map/__proto__")).toBe("b");
    expect(fieldValue("f/map/")).toBe("c");
    await press("d");
    expect(fieldValue("f/list/0/toString")).toBe("d");
    await type("f/map/", "cc");
    await type("f/map/constructor", "aa");
    await type("f/list/0/toString", "dd");
    await press("Send request");
    expect(JSON.stringify(sent[0]?.values)).toBe(
      '{"tenant":"acme","name":"orders","map":{"constructor":"aa","__proto__":"b","":"cc"},' +
        '"list":[{"toString":"dd"}],"any":{"valueOf":"e","__proto__":{"constructor":"f"}}}',
    );
  });

  it("a key that the schema doesn't know is named, and neither lost nor sent in silence", async () => {
    const model = foreignEdit(
      { note: text("Note") },
      own([
        ["tenant", "acme"],
        ["name", "orders"],
        ["__proto__", "x"],
      ]),
    );
    await open(model);
    await type("f/note", "hello");
    expect(manifest()).toContain('"__proto__": x');
    expect(manifest()).toContain("note: hello");
  });

  it("shapes to choose from may differ in such a field", async () => {
    const shapes: JsonObject[] = [
      {
        title: "Git",
        required: ["constructor", "url"],
        properties: { constructor: { const: "git" }, url: text("URL") },
      },
      {
        title: "Helm",
        required: ["constructor", "chart"],
        properties: { constructor: { const: "helm" }, chart: text("Chart") },
      },
    ];
    await open(foreign({ valueOf: { title: "Source", type: "object", oneOf: shapes } }, ["valueOf"]));
    await choose("Helm");
    expect(manifest()).toContain("constructor: helm");
    await type("f/valueOf/chart", "web");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ valueOf: { constructor: "helm", chart: "web" } });
  });

  it("a condition may turn on one", async () => {
    const rest = {
      if: { required: ["toString"], properties: { toString: { const: "on" } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { valueOf: text("Value") } },
    };
    await open(foreign({ toString: text("Switch") }, [], rest));
    expect(fieldValue("f/valueOf")).toBeNull();
    await type("f/toString", "on");
    expect(fieldValue("f/valueOf")).toBe("");
    await type("f/valueOf", "deep");
    expect(manifest()).toContain("valueOf: deep");
  });
});
