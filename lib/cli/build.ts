import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildStamp } from "./build-stamp";

/** The folder with all that the built portal needs, but for what browsers load, which Next leaves beside it. */
export function builtPortal(root: string): string {
  return join(root, ".next", "standalone");
}

function nextBinary(root: string): string {
  return createRequire(join(root, "package.json")).resolve("next/dist/bin/next");
}

/**
 * `make build`: builds the portal for production unless the last build was made of the same sources.
 * @param root the repository.
 * @returns the exit code: 0, or the build's own.
 */
export async function build(root: string): Promise<number> {
  const file = join(root, ".next", "portal-build");
  const stamp = buildStamp(root);
  if (existsSync(file) && readFileSync(file, "utf8") === stamp) return 0;
  console.log("Building the portal. This takes about a minute, and again only when something changed.");
  // The stamp goes first: a build that is cut off must not be taken for a whole one.
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [nextBinary(root), "build"], {
    cwd: root,
    // Next would count this run for its makers; nothing of a portal's machine goes out unasked.
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: "inherit",
  });
  const exit: unknown[] = await once(child, "exit");
  if (exit[0] !== 0) {
    console.error("The portal could not be built. The lines above say why.");
    return 1;
  }
  cpSync(join(root, ".next", "static"), join(builtPortal(root), ".next", "static"), { recursive: true });
  writeFileSync(file, stamp);
  return 0;
}
