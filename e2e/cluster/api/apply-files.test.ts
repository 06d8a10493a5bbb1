import { describe, expect, it } from "vitest";
import { manifestsIn } from "./apply-files";

describe("a text of several documents", () => {
  it("gives each object, and nothing for an empty document or one of comments", () => {
    const text = [1, 2].map((n) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${n}}\n`).join("---\n");
    expect(manifestsIn(`---\n# nothing\n---\n${text}---\n`).map(({ metadata }) => metadata.name)).toEqual(["c1", "c2"]);
  });

  it("is refused with its name when a document is broken or no object", () => {
    expect(() => manifestsIn("a: [", "x.yaml")).toThrow(/^x\.yaml: /);
    expect(() => manifestsIn("a: 1", "x.yaml")).toThrow("x.yaml: a document is no Kubernetes object.");
  });
});
