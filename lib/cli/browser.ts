import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { installDebianPackage } from "./debian-package";

type Variables = Readonly<Record<string, string | undefined>>;

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium that the browser tests run in: `$CHROMIUM_BIN`, else Playwright's own, else one on PATH.
 * @returns its path, or null when this machine has none. Throws a sentence when `$CHROMIUM_BIN` names something else.
 */
export function findBrowser(variables: Variables): string | null {
  const stated = variables.CHROMIUM_BIN;
  if (stated) {
    if (isExecutable(stated)) return stated;
    throw new Error(`CHROMIUM_BIN is ${stated}, which is no program that can be run. Correct it or leave it out.`);
  }
  const own = chromium.executablePath();
  if (isExecutable(own)) return own;
  const folders = (variables.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

/**
 * Finds a browser, or as root on Debian installs the `chromium` package.
 * Throws a sentence with the command to run where neither works.
 */
export function requireBrowser(variables: Variables): string {
  const found = findBrowser(variables);
  if (found) return found;
  const installed = installDebianPackage("chromium", "Chromium") ? findBrowser(variables) : null;
  if (installed) return installed;
  throw new Error(
    "The browser tests need Chromium, and there is none. Install it with `npx playwright install --with-deps chromium` or `sudo apt-get install chromium`, or name one in CHROMIUM_BIN.",
  );
}
