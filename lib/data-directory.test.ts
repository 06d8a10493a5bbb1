import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { problemOfDataDirectory } from "./data-directory";

const folder = mkdtempSync(join(tmpdir(), "data-directory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made where there is none, and nothing is left in it", () => {
    expect(problemOfDataDirectory(join(folder, "some", "where"))).toBeNull();
    expect(readdirSync(join(folder, "some", "where"))).toEqual([]);
  });

  it("that can't be written to is a sentence with the way out", () => {
    writeFileSync(join(folder, "file"), "");
    const sentence = problemOfDataDirectory(join(folder, "file", "data"));
    expect(sentence).toContain("can't write to its data folder");
    expect(sentence).toContain("a part of the path is a file");
    expect(sentence).toContain("DATA_DIR");
  });
});
