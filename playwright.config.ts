import { defineConfig } from "@playwright/test";
import { findBrowser } from "./lib/cli/browser";

const executablePath = findBrowser(process.env);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // Those need the whole chain: playwright.cluster.config.ts.
  testIgnore: "cluster/**",
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
      args: [
        // Test machines draw in software, which takes a tenth longer through Chromium's process for the GPU.
        "--disable-gpu",
        // Chromium refuses to build its sandbox as root.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
    locale: "en-GB",
    timezoneId: "UTC",
    // A film of every test takes a fifth of the time; a failure is told by its actions, the page's text and its console.
    trace: { mode: "retain-on-failure", screenshots: false },
  },
});
