import { describe, expect, it } from "vitest";
import { MANIFEST_LIMIT } from "./bounds";
import { checkManifest } from "./check";
import { parseManifest } from "./manifest";
import { readFailure } from "./read-failure";

const orders = { type: "instance", tenant: "acme", service: "postgres", name: "orders" } as const;
const platform = { group: "example.org", version: "v1alpha1", controlNamespace: "managed-services" };
const MARKS = "apiVersion: a\nkind: b\nmetadata: {}\n";
const WIDE = 200_000;

describe("a text that would keep or end the process that reads it", () => {
  // Each took seconds, or ended the process: V8 gives up when a regular expression is compiled on a full stack.
  it.each([
    ["lists in one line", `a: ${"[".repeat(WIDE)}`, "nested more than 100 levels"],
    ["lists in one line that end", `a: ${"[".repeat(WIDE / 2)}${"]".repeat(WIDE / 2)}`, "nested more than 100 levels"],
    ["maps in one line", `a: ${"{a: ".repeat(WIDE / 10)}1${"}".repeat(WIDE / 10)}`, "nested more than 100 levels"],
    ["items of items", `${"- ".repeat(WIDE / 2)}a`, "nested more than 100 levels"],
    ["keys of keys", `${"? ".repeat(WIDE / 2)}a`, "nested more than 100 levels"],
    ["lists as keys", `${"[".repeat(200)}${"]: 1".repeat(200)}`, "nested more than 100 levels"],
    [
      "lines within lines",
      Array.from({ length: 500 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
      "nested more than",
    ],
    ["documents", "---\na: 1\n".repeat(WIDE / 10), "more than 20 documents"],
    ["length", `a: ${"x".repeat(MANIFEST_LIMIT)}`, "KiB; a manifest may have 256"],
  ])("%s: it is refused in one sentence", (_, text, sentence) => {
    const { manifest, problems } = parseManifest(text);
    expect(manifest).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(sentence)]);
    expect(checkManifest(text, orders, "Postgres", platform)).toEqual(problems);
    expect(readFailure(`${MARKS}${text}`)).toEqual(expect.any(String));
  });

  it("many errors are said once each, and only the first twenty", () => {
    expect(parseManifest("a: ]\n".repeat(1_000)).problems).toHaveLength(20);
  });

  it("a manifest of the largest length and of every depth that a form sends is read", () => {
    const deep = `${"{a: ".repeat(50)}1${"}".repeat(50)}`;
    const head = `apiVersion: a\nkind: b\nmetadata: {name: c, namespace: d}\nspec:\n  values:\n    x: ${deep}\n    y: `;
    expect(parseManifest(`${head}${"y".repeat(MANIFEST_LIMIT - head.length)}`).problems).toEqual([]);
  });
});
