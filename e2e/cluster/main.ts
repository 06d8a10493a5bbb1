import { parseEnv } from "@/lib/env";
import { ROOT } from "../harness/root";
import { down } from "./local/down";
import { up } from "./local/up";

// `make cluster` and `make cluster-down`.
const COMMANDS: Readonly<Record<string, (dataDirectory: string) => Promise<number>>> = { up, down };

const command = COMMANDS[process.argv[2] ?? ""];
const parsed = parseEnv(process.env, ROOT);
try {
  if (!command) throw new Error("Usage: main.ts up | down");
  if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
  process.exitCode = await command(parsed.env.dataDirectory);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
