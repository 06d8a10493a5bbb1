import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "@/lib/cli/browser";

/** The browser that the tests use, without a test around it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Chromium refuses to build its sandbox as root.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}
