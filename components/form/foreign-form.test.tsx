// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { eventually, manifest, settle } from "./acting";
import { choose, close, fieldValue, foreign, open, press, sent, type } from "./foreign-hands";

const SOURCE: JsonObject = {
  title: "Source",
  type: "object",
  oneOf: [
    {
      title: "Git",
      required: ["kind", "url"],
      properties: {
        kind: { const: "git" },
        url: { title: "URL", type: "string", minLength: 1 },
        depth: { title: "Depth", type: "integer", default: 1 },
      },
    },
    {
      title: "Helm",
      required: ["kind", "chart"],
      properties: { kind: { const: "helm" }, chart: { title: "Chart", type: "string", minLength: 1 } },
    },
  ],
};

describe("a constant", () => {
  it("that must be there is stated from the start", async () => {
    await open(foreign({ format: { title: "Format", const: "v2" } }, ["format"]));
    expect(manifest()).toContain("format: v2");
    expect(localStorage).toHaveLength(0);
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ format: "v2" });
  });

  it("that may be left out is stated only when it is chosen", async () => {
    await open(foreign({ format: { title: "Format", const: "v2" } }));
    expect(manifest()).not.toContain("format");
    await choose("v2");
    expect(manifest()).toContain("format: v2");
    await choose("Not set");
    expect(manifest()).not.toContain("format");
  });

  it("of a shape is stated with the shape, and not before anybody asked for it", async () => {
    await open(foreign({ source: SOURCE }));
    expect(manifest()).not.toContain("source");
    await type("f/source/url", "https://example.com/x.git");
    expect(manifest()).toContain("kind: git");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ source: { kind: "git", url: "https://example.com/x.git" } });
  });

  it("of a shape that must be there is stated from the start", async () => {
    await open(foreign({ source: SOURCE }, ["source"]));
    expect(manifest()).toContain("kind: git");
  });
});

describe("another shape", () => {
  it("brings its own constant, no default that nobody set, and what was entered into it before", async () => {
    await open(foreign({ source: SOURCE }, ["source"]));
    await type("f/source/url", "https://example.com/x.git");
    await type("f/source/depth", "5");
    await choose("Helm");
    expect(manifest()).toContain("kind: helm");
    expect(manifest()).not.toContain("url");
    await type("f/source/chart", "web");
    await choose("Git");
    expect(manifest()).toMatch(/kind: git/);
    expect(fieldValue("f/source/url")).toBe("https://example.com/x.git");
    expect(fieldValue("f/source/depth")).toBe("5");
    await choose("Helm");
    expect(fieldValue("f/source/chart")).toBe("web");
    expect(manifest()).not.toContain("depth");
  });

  it("states no default of its own that nobody set", async () => {
    await open(foreign({ source: SOURCE }));
    await choose("Helm");
    await choose("Git");
    expect(manifest()).not.toContain("depth");
  });
});

describe("a value written as YAML", () => {
  it("comes back after a reload though it could not be read, with what is wrong with it", async () => {
    const model = foreign({ config: { title: "Config", type: "object" } });
    await open(model);
    await eventually(() => expect(document.querySelector("textarea")?.readOnly).toBe(false));
    await type("f/config", "a: [1,");
    await settle(600);
    await close();
    await open(model);
    expect(fieldValue("f/config")).toBe("a: [1,");
    expect(document.getElementById("f/config-error")?.textContent).toContain("This can't be read as YAML");
    await press("Send request");
    expect(sent).toEqual([]);
    await type("f/config", "a: [1]");
    expect(document.getElementById("f/config-error")).toBeNull();
    expect(manifest()).toMatch(/config:\n\s+a:/);
  });
});

describe("a value written as YAML that could not be read", () => {
  it("is there again when the person went to the manifest's text and back, or reloads the page there", async () => {
    const model = foreign({ config: { title: "Config", type: "object" } });
    await open(model);
    await eventually(() => expect(document.querySelector("textarea")?.readOnly).toBe(false));
    await type("f/config", "a: [1,");
    await settle(600);
    await press("Edit as YAML");
    await eventually(() => expect(document.getElementById("manifest-text")).not.toBeNull());
    await type("manifest-text", `${fieldValue("manifest-text") ?? ""}# by hand\n`);
    await settle(600);
    expect(localStorage.getItem(localStorage.key(0) ?? "")).toContain("a: [1,");
    await press("Back to the form");
    await eventually(() => expect(fieldValue("f/config")).toBe("a: [1,"));
    expect(document.getElementById("f/config-error")?.textContent).toContain("This can't be read as YAML");
  });
});

describe("a map", () => {
  const LABELS: JsonObject = {
    title: "Labels",
    type: "object",
    additionalProperties: { type: "string" },
    default: { team: "core" },
  };

  it("offers to remove what a person added, but not what its default brings back", async () => {
    await open(foreign({ labels: LABELS }));
    expect(document.body.textContent).toContain("Part of the default: it can be changed, not removed.");
    expect(document.querySelector('[aria-label="Remove team"]')).toBeNull();
  });

  it("that is empty has one element of its id", async () => {
    await open(foreign({ labels: { ...LABELS, default: {} } }));
    expect(document.querySelectorAll('[id="f/labels"]')).toHaveLength(1);
  });
});

describe("a list of objects", () => {
  it("has an item each as a group that is called by what is in it", async () => {
    const users = { type: "array", items: { type: "object", properties: { user: { type: "string" } } } };
    const model = foreign({ users });
    await open({ ...model, start: { ...model.start, users: [{ user: "deployer" }] } });
    expect(document.querySelector('[role="group"][aria-label="deployer"]')).not.toBeNull();
  });
});

describe("a required group that nothing has", () => {
  it("is asked for at the fields that it requires, and the request can be sent once they are filled in", async () => {
    const image = { title: "Image", type: "string", minLength: 1 };
    const size = { title: "Size", type: "string", default: "small" };
    const web = { title: "Web app", type: "object", required: ["image", "size"], properties: { image, size } };
    await open(foreign({ web }, ["web"]));
    await press("Send request");
    expect(document.querySelector('[role="alert"] a')?.getAttribute("href")).toBe("#f/web/image");
    expect(document.getElementById("f/web/image-error")?.textContent).toContain("This is required.");
    expect(document.querySelectorAll('[role="alert"] a')).toHaveLength(1);
    await type("f/web/image", "nginx");
    await press("Send request");
    expect(sent[0]?.values).toMatchObject({ web: { image: "nginx" } });
  });
});
