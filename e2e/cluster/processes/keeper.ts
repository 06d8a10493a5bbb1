import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that outlives the run just long enough to end what it left behind. */
export interface Keeper {
  watch(group: number): void;
  forget(group: number): void;
  /** Ends the groups that are still watched, removes the folder, and resolves when that is done. */
  dismiss(): Promise<void>;
}

/** Starts a keeper. In: the run's folder, which it removes. */
export function startKeeper(folder: string): Keeper {
  const script = fileURLToPath(new URL("keeper.sh", import.meta.url));
  // Detached: Ctrl-C in a terminal goes to the whole foreground group, and the keeper has to survive it.
  const keeper = spawn("/bin/sh", [script, folder], { detached: true, stdio: ["pipe", "ignore", "inherit"] });
  const gone = once(keeper, "exit");
  // Whoever ends the keeper loses what it is for, and nothing else.
  keeper.stdin.on("error", () => undefined);
  return {
    watch: (group) => keeper.stdin.write(`+${group}\n`),
    forget: (group) => keeper.stdin.write(`-${group}\n`),
    async dismiss() {
      keeper.stdin.end();
      await gone;
    },
  };
}
