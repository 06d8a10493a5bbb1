import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Running } from "./supervisor";

const LINES = 20;

/** The last lines that a program wrote. */
export function lastLines(log: string, count = LINES): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

/**
 * Waits until a started program does its work. In: the program, a probe that answers true when it does (a probe that
 * fails has answered no), and the seconds it may take. Rejects with the last lines of its log when it ends before, or
 * takes longer.
 */
export async function untilReady(program: Running, probe: () => Promise<boolean>, seconds = 60): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let reason = "";
  while (program.ended() === null && Date.now() < until) {
    try {
      if (await probe()) return;
    } catch (error) {
      reason = error instanceof Error ? `: ${error.message}` : "";
    }
    await sleep(50);
  }
  const how = program.ended();
  const happened =
    how === null
      ? `${program.name} was not ready after ${seconds} seconds${reason}.`
      : `${program.name} ended while it started (${how}).`;
  throw new Error(`${happened} The last lines of its log:\n${indented(lastLines(program.log))}`);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
