import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildStamp } from "./build-stamp";

describe("the build's stamp", () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "build-stamp-"));
    write("app/page.tsx", "page");
    write("lib/env.ts", "env");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("stays when only tests, the command line or charts change", () => {
    const before = buildStamp(root);
    write("lib/env.test.ts", "test");
    write("lib/cli/main.ts", "main");
    write("charts/redis/values.schema.json", "{}");
    expect(buildStamp(root)).toBe(before);
  });

  it("changes with a file's content, its name, and its absence", () => {
    const seen = new Set([buildStamp(root)]);
    write("lib/env.ts", "other");
    seen.add(buildStamp(root));
    rmSync(join(root, "lib/env.ts"));
    seen.add(buildStamp(root));
    write("lib/environment.ts", "other");
    seen.add(buildStamp(root));
    expect(seen.size).toBe(4);
  });
});
