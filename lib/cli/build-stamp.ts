import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the build is made of, relative to the repository. Charts and platform.yaml are read while the portal runs. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

const LEFT_OUT = /\.(test|spec)\.tsx?$|^lib\/cli\//;

/**
 * A text that differs whenever a build would: SHA-256 over the names and contents of its sources and Node's major version.
 * Times of files say nothing after a checkout, and nothing about a deleted file.
 */
export function buildStamp(root: string): string {
  const hash = createHash("sha256").update(process.version.split(".")[0] ?? "");
  for (const source of SOURCES.flatMap((name) => filesAt(root, name)))
    hash.update(`\0${source}\0`).update(readFileSync(join(root, source)));
  return hash.digest("hex");
}

/** The files that a name stands for: itself, or everything below it, in an order that does not depend on the file system. */
function filesAt(root: string, name: string): string[] {
  const path = join(root, name);
  if (!existsSync(path) || LEFT_OUT.test(name)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesAt(root, `${name}/${entry}`));
}
