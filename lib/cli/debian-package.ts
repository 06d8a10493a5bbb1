import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * Installs a package where that takes no question: as root on Debian, which is what a test machine is.
 * @param what the program that is missing, for the line that is said.
 * @returns whether it was tried; who calls looks for the program again.
 */
export function installDebianPackage(name: string, what: string): boolean {
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.log(`No ${what} found; installing the ${name} package.`);
  for (const words of [["update"], ["install", "--yes", "--no-install-recommends", name]])
    spawnSync("apt-get", words, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  return true;
}

function isDebian(): boolean {
  const release = "/etc/os-release";
  return existsSync(release) && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync(release, "utf8"));
}
