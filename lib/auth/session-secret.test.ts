import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

describe("the session secret", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "session-secret-"));
    vi.resetModules();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  // A new module stands for a new process.
  async function afterRestart(): Promise<string> {
    vi.resetModules();
    const { sessionSecret } = await import("./session-secret");
    return sessionSecret(join(directory, "data"));
  }

  it("is the same after a restart", async () => {
    const first = await afterRestart();
    expect(Buffer.from(first, "base64url")).toHaveLength(32);
    expect(await afterRestart()).toBe(first);
  });

  it("can be read by nobody else", async () => {
    await afterRestart();
    expect(statSync(join(directory, "data")).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, "data", "session-secret")).mode & 0o777).toBe(0o600);
  });

  it("is never a short or empty one", async () => {
    const { sessionSecret } = await import("./session-secret");
    writeFileSync(join(directory, "session-secret"), "\n");
    expect(() => sessionSecret(directory)).toThrow(/Delete it/);
  });

  it("is the given one for all replicas, which has to be there and long", async () => {
    const { sessionSecret } = await import("./session-secret");
    const file = join(directory, "given");
    expect(() => sessionSecret(directory, file)).toThrow(
      "which SESSION_SECRET_FILE names. Put a long random text there",
    );
    writeFileSync(file, "short\n");
    expect(() => sessionSecret(directory, file)).toThrow("at least 32 random characters");
    writeFileSync(file, `${"x".repeat(40)}\n`);
    expect(sessionSecret(directory, file)).toBe("x".repeat(40));
    expect(sessionSecret(join(directory, "another"), file)).toBe("x".repeat(40));
  });
});
