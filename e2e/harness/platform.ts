import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePlatform } from "@/lib/catalog/platform";
import type { Platform } from "@/lib/domain/platform";
import { ROOT } from "./root";

/** The repository's platform.yaml: what a fork has made its own, and no spec may know by heart. @throws when it is not well-formed */
export function readPlatform(): Platform {
  const { platform, problems } = parsePlatform(readFileSync(join(ROOT, "platform.yaml"), "utf8"));
  if (platform === null) throw new Error(`platform.yaml: ${problems.map(({ message }) => message).join(" ")}`);
  return platform;
}

/** The apiVersion of every manifest: "example.org/v1". */
export function apiVersion(): string {
  const { group, version } = readPlatform();
  return `${group}/${version}`;
}
