import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Tools that any Debian has and the script itself uses. */
const SYSTEM = ["bash", "env", "head", "printf", "sed", "sort", "tail"];

describe("the tools that the portal needs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "requirements-"));
    for (const tool of SYSTEM) {
      const { stdout } = spawnSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" });
      if (stdout.startsWith("/")) symlinkSync(stdout.trim(), join(folder, tool));
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the check where the tools are of these versions, as they print them; an absent one is not installed. */
  function check(versions: Record<string, string>) {
    for (const [tool, version] of Object.entries(versions)) {
      writeFileSync(join(folder, tool), `#!/bin/sh\necho "${version}"\n`);
      chmodSync(join(folder, tool), 0o755);
    }
    const { status, stderr } = spawnSync(join(folder, "bash"), ["lib/cli/requirements.sh"], {
      env: { PATH: folder, NODE_ENV: "test" },
      encoding: "utf8",
    });
    return { status, lines: stderr.split("\n").filter(Boolean) };
  }

  const GOOD = { node: "v20.20.0", npm: "10.8.2", git: "git version 2.38.0" };

  it("are silently there when they are new enough", () => {
    expect(check(GOOD)).toEqual({ status: 0, lines: [] });
  });

  it("are newer than the oldest, also where a text would sort before it", () => {
    expect(check({ node: "v100.0.0", npm: "11.0.0", git: "git version 2.100.1.windows.1" }).status).toBe(0);
  });

  it("are all named at once when they are missing", () => {
    const { status, lines } = check({});
    expect(status).toBe(1);
    expect(lines.map((line) => line.split(" is ")[0])).toEqual(["Node.js", "npm", "git"]);
  });

  it.each([
    ["Node.js", { node: "v18.20.4" }],
    ["Node.js", { node: "v20.9.0" }],
    ["git", { git: "git version 2.30.2" }],
  ])("are refused with their version when %s is too old", (name, old) => {
    const { status, lines } = check({ ...GOOD, ...old });
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} [0-9.]+ is too old\\. The portal needs ${name}`));
  });
});
