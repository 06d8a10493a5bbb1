import { defineConfig } from "@playwright/test";
import { findBrowser } from "./lib/cli/browser";

const executablePath = findBrowser(process.env);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/harness/global-setup.ts",
  outputDir: "test-results",
  // A test that passes only sometimes is a failure.
  retries: 0,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium refuses to build its sandbox as root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
  },
});
