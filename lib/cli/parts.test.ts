import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { command, runParts } from "./parts";

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "parts-"));
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => rmSync(root, { recursive: true }));

describe("a run of tests", () => {
  it("goes on after a part that failed, and its last line counts everything", async () => {
    const parts = [
      { name: "broken", run: () => Promise.reject(new Error("no browser")) },
      { name: "whole", run: () => Promise.resolve({ passed: 7, failed: 0 }) },
      { name: "a command", run: () => command(root, process.execPath, ["--version"]) },
    ];
    expect(await runParts(root, parts, "results")).toBe(1);
    expect(said.slice(-4)).toEqual([
      "broken: 0 passed, 1 failed",
      "whole: 7 passed, 0 failed",
      "a command: 1 passed, 0 failed",
      "8 passed, 1 failed",
    ]);
  });

  it("says its sum once when it has one part only", async () => {
    const parts = [{ name: "whole", run: () => Promise.resolve({ passed: 2, failed: 0 }) }];
    expect(await runParts(root, parts, "results")).toBe(0);
    expect(said.slice(1)).toEqual(["", "2 passed, 0 failed"]);
  });
});
