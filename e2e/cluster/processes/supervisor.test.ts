import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSupervisor, type Supervisor } from "./supervisor";
import { untilReady } from "./until-ready";

let supervisor: Supervisor;
beforeEach(() => {
  supervisor = openSupervisor(mkdtempSync(join(tmpdir(), "supervisor-")));
});
afterEach(() => supervisor.close());

const shell = (name: string, script: string) => supervisor.start({ name, path: "/bin/sh", args: ["-c", script] });

/** A zombie has ended, however long whoever adopted it takes to notice (proc_pid_stat(5): the state comes after the name). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync("/proc/self/stat") || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function untilDead(pid: number): Promise<void> {
  for (const end = Date.now() + 20_000; isAlive(pid); ) {
    if (Date.now() > end) throw new Error(`${pid} lives on`);
    await sleep(20);
  }
}

async function printed(file: string): Promise<number> {
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (text.includes("\n")) return Number(text);
    await sleep(20);
  }
}

describe("a supervisor", () => {
  it("tells why a program that ended did not become ready, with the last lines of its log", async () => {
    const program = shell("broken", "echo one; echo 'no such flag' >&2; exit 3");
    await expect(untilReady(program, () => Promise.resolve(false))).rejects.toThrow(
      "broken ended while it started (exit code 3). The last lines of its log:\n  one\n  no such flag",
    );
  });

  it("tells what a program that takes too long was asked in vain", async () => {
    const program = shell("slow", "echo waiting; sleep 60");
    await expect(untilReady(program, () => Promise.reject(new Error("connection refused")), 0.3)).rejects.toThrow(
      "slow was not ready after 0.3 seconds: connection refused. The last lines of its log:\n  waiting",
    );
  });

  it("tells of a program that can't be started at all", async () => {
    const program = supervisor.start({ name: "nothing", path: "/no/such/program", args: [] });
    await expect(untilReady(program, () => Promise.resolve(false))).rejects.toThrow("ENOENT");
  });

  it("ends a program together with what that started, and one that does not listen as well", async () => {
    const program = shell("parent", "trap '' TERM; sleep 600 & echo $!; while :; do wait; done");
    const child = await printed(program.log);
    await program.kill();
    expect(program.ended()).toBe("signal SIGKILL");
    await untilDead(child);
  });

  it("tells of a program that ends by itself, how it ended and where its log is, and of none that was stopped", async () => {
    const died: string[] = [];
    const watched = openSupervisor(mkdtempSync(join(tmpdir(), "supervisor-")), (one) => {
      died.push(`${one.name}: ${one.ended()}, ${one.log.slice(watched.folder.length)}`);
    });
    const sleeper = watched.start({ name: "sleeper", path: "/bin/sh", args: ["-c", "sleep 600"] });
    const broken = watched.start({ name: "broken", path: "/bin/sh", args: ["-c", "exit 3"] });
    await broken.end;
    await sleeper.kill();
    watched.start({ name: "lasting", path: "/bin/sh", args: ["-c", "sleep 600"] });
    await watched.close();
    expect(died).toEqual(["broken: exit code 3, /logs/broken.log"]);
  });

  it("removes its folder when it is closed, and stops what was started last first", async () => {
    const order: string[] = [];
    for (const name of ["first", "second"]) {
      const program = shell(name, "sleep 600");
      void program.end.then(() => order.push(name));
    }
    await supervisor.close();
    expect(order).toEqual(["second", "first"]);
    expect(existsSync(supervisor.folder)).toBe(false);
  });

  it("starts nothing any more once it is closed", async () => {
    await supervisor.close();
    expect(() => shell("late", "sleep 600")).toThrow("late was not started, because the run is over.");
  });

  it("leaves no program and no folder behind when its own process is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "orphan-"));
    const pidFile = join(tmpdir(), `${folder.split("/").at(-1) ?? ""}.pid`);
    const module = fileURLToPath(new URL("supervisor.ts", import.meta.url));
    const script = `
      import { openSupervisor } from ${JSON.stringify(module)};
      const script = "echo $$ > ${pidFile}; exec sleep 600";
      openSupervisor(${JSON.stringify(folder)}).start({ name: "left", path: "/bin/sh", args: ["-c", script] });`;
    const run = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const left = await printed(pidFile);
    run.kill("SIGKILL");
    await once(run, "exit");
    await untilDead(left);
    for (const end = Date.now() + 10_000; existsSync(folder) && Date.now() < end; ) await sleep(20);
    expect(existsSync(folder)).toBe(false);
    rmSync(pidFile);
  });
});
