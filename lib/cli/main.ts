import { fileURLToPath } from "node:url";

/** A make target: gets the repository's folder and the words after its name, answers the exit code. */
type Command = (root: string, words: readonly string[]) => Promise<number>;

// Each is loaded when it is asked for, so that a small one does not wait for what a large one imports.
const COMMANDS: Readonly<Record<string, { does: string; load: () => Promise<Command> }>> = {
  all: { does: "Run every check of the charts", load: async () => (await import("./charts/checks")).checkAllCharts },
  build: { does: "Build the portal for production", load: async () => (await import("./build")).build },
  change: {
    does: "Judge what changed schemas do to live instances: change BASE [RELEASES]",
    load: async () => (await import("./checks/change")).change,
  },
  definitions: {
    does: "Write what is generated from platform.yaml and the schemas; --check only compares",
    load: async () => (await import("./definitions")).definitions,
  },
  helm: {
    does: "Find Helm 4, fetch it if need be, and print where it is",
    load: async () => (await import("./helm")).helm,
  },
  lint: { does: "Lint all charts", load: async () => (await import("./charts/checks")).lintCharts },
  map: {
    does: "Print who enforces what of a service's schema: map SERVICE",
    load: async () => (await import("./map")).map,
  },
  new: {
    does: "Write a new service's chart and what is compiled from its schema: new NAME",
    load: async () => (await import("./new")).newService,
  },
  releases: {
    does: "Judge a releases repository as it stands: releases [RELEASES [COMMIT]]",
    load: async () => (await import("./checks/releases")).releases,
  },
  run: { does: "Start the portal", load: async () => (await import("./start")).run },
  template: {
    does: "Render all charts and print them",
    load: async () => (await import("./charts/checks")).templateCharts,
  },
  test: { does: "Run every test and count them", load: async () => (await import("./test")).test },
  "test-cluster": {
    does: "Run the tests on a real control plane and count them",
    load: async () => (await import("./test-cluster")).testCluster,
  },
  validate: {
    does: "Validate values against the charts' schemas",
    load: async () => (await import("./charts/checks")).validateCharts,
  },
};

const HELP = `Usage: main.ts COMMAND [WORDS]\n\n${Object.entries(COMMANDS)
  .map(([name, { does }]) => `  ${name.padEnd(12)} ${does}`)
  .join("\n")}`;

const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const [name = "", ...words] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (name === "--help" || name === "help") console.log(HELP);
else if (command && words.includes("--help")) console.log(`${name}: ${command.does}.`);
else if (command) process.exitCode = await (await command.load())(root, words);
else {
  console.error(`There is no command "${name}".\n\n${HELP}`);
  process.exitCode = 2;
}
