import { fileURLToPath } from "node:url";

/** A make target: gets the repository's folder and the words after its name, answers the exit code. */
type Command = (root: string, words: readonly string[]) => Promise<number>;

// Each is loaded when it is asked for, so that a small one does not wait for what a large one imports.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  build: async () => (await import("./build")).build,
  run: async () => (await import("./start")).run,
};

const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const [name = "", ...words] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (load) process.exitCode = await (await load())(root, words);
else {
  console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).sort().join(", ")}.`);
  process.exitCode = 2;
}
