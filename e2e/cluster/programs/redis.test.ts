import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { requireRedis } from "./redis";

describe("Redis", () => {
  it("is found on PATH, and a missing one is named with the command that installs it", () => {
    const folder = mkdtempSync(join(tmpdir(), "redis-"));
    try {
      expect(() => requireRedis({ PATH: folder })).toThrow("sudo apt-get install redis-server");
      writeFileSync(join(folder, "redis-server"), "#!/bin/sh\n");
      chmodSync(join(folder, "redis-server"), 0o755);
      expect(requireRedis({ PATH: `/no/such/folder:${folder}` })).toBe(join(folder, "redis-server"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
