import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parsePlatform } from "./platform";

const text = await readFile(new URL("../../platform.yaml", import.meta.url), "utf8");
const pointers = (source: string) => parsePlatform(source).problems.map(({ pointer }) => pointer);

describe("platform.yaml", () => {
  it("as it is shipped can be used", () => {
    const { platform, problems } = parsePlatform(text);
    expect(problems).toEqual([]);
    expect(platform?.group).toContain(".");
  });

  it("reserves the control namespace and every operator's namespace without listing them twice", () => {
    const { platform } = parsePlatform(text.replace(/^( {2}flux:).*$/m, "$1 gitops"));
    const operators = Object.values(platform?.namespaces ?? {});
    expect(operators).toContain("gitops");
    expect(platform?.reservedTenants).toEqual(
      expect.arrayContaining(["default", "kube-*", platform?.controlNamespace, ...operators]),
    );
  });

  it("is refused with every problem at once, each at its place", () => {
    const broken = text
      .replace(/^group: .*$/m, "group: not a domain")
      .replace(/release: \d+/, "release: soon")
      .replace(/^( {2}flux:).*$/m, "$1 {}")
      .replace(/^branch:/m, "brunch:");
    expect(pointers(broken).sort()).toEqual(["/branch", "/brunch", "/group", "/namespaces/flux", "/timeouts/release"]);
  });

  it("can't smuggle template code into charts, because every value is held to a plain alphabet", () => {
    for (const value of ['x{{ fail "x" }}.example', "a.example\nb", '"a.example"', "a.example'"])
      expect(pointers(text.replace(/^baseDomain: .*$/m, `baseDomain: ${JSON.stringify(value)}`))).toEqual([
        "/baseDomain",
      ]);
  });

  it("gives no two sign-in providers the same prefix, because one could vouch for the other's people", () => {
    const two = text.replace(
      /^ {2}development: .*$/m,
      (line) => `${line}\n  second: { userPrefix: "dev:", groupPrefix: "g:" }`,
    );
    expect(pointers(two)).toEqual(["/identity/second/userPrefix"]);
  });

  it("gives no provider a prefix that begins another's, because prefix and name are written as one", () => {
    const two = text.replace(
      /^ {2}development: .*$/m,
      (line) => `${line}\n  second: { userPrefix: "dev:x", groupPrefix: "d" }`,
    );
    expect(pointers(two)).toEqual(["/identity/second/userPrefix", "/identity/second/groupPrefix"]);
  });

  it("that isn't YAML is said in one line", () => {
    const [problem] = parsePlatform("group: [").problems;
    expect(problem?.message).not.toContain("\n");
  });
});
