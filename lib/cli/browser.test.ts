import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findBrowser } from "./browser";

describe("the browser of the tests", () => {
  let folder: string;
  const put = (name: string) => {
    writeFileSync(join(folder, name), "#!/bin/sh\n");
    chmodSync(join(folder, name), 0o755);
    return join(folder, name);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "browser-"));
    vi.spyOn(chromium, "executablePath").mockReturnValue(join(folder, "own"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is the stated one, then Playwright's own, then one on PATH", () => {
    expect(findBrowser({ PATH: folder })).toBeNull();
    const onPath = put("chromium");
    expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(onPath);
    const own = put("own");
    expect(findBrowser({ PATH: folder })).toBe(own);
    const stated = put("stated");
    expect(findBrowser({ PATH: folder, CHROMIUM_BIN: stated })).toBe(stated);
  });

  it("is never another one than the stated", () => {
    put("chromium");
    expect(() => findBrowser({ PATH: folder, CHROMIUM_BIN: "/nowhere/chromium" })).toThrow(/CHROMIUM_BIN/);
  });
});
