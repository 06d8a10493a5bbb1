import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

/** The browser's specs on the whole chain: the third part of `make test-cluster`. */
export default defineConfig({
  ...base,
  testDir: "e2e/cluster/browser",
  testIgnore: [],
  globalSetup: "./e2e/cluster/browser/global-setup.ts",
  outputDir: "test-results/cluster/browser",
  reporter: [["list"], ["json", { outputFile: "test-results/cluster/browser.json" }]],
  // The adapters' modules are for servers alone; here they run beside the tests.
  tsconfig: "./tsconfig.cli.json",
  // They share the charts that some of them break.
  workers: 1,
  timeout: 480_000,
});
