import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startOf } from "@/lib/releases/process-start";
import {
  announceLocalCluster,
  claimLocalCluster,
  deathsIn,
  forgetLocalCluster,
  isAlive,
  localClusterFolder,
  readLocalCluster,
  recordDeath,
} from "./local-cluster";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "local-cluster-"));
  mkdirSync(localClusterFolder(data));
});
afterEach(() => rmSync(data, { recursive: true }));

const write = (text: string) => writeFileSync(join(localClusterFolder(data), "state.json"), text);

describe("the state of the local cluster", () => {
  it("is held by one process, from its start until it is forgotten", async () => {
    expect(readLocalCluster(data)).toBeNull();
    const mine = claimLocalCluster(data);
    expect(readLocalCluster(data)).toEqual({ pid: process.pid, started: startOf(process.pid), ready: null, died: [] });
    expect(() => claimLocalCluster(data)).toThrow(`Process ${process.pid} holds the cluster already.`);
    const ready = { kubeconfig: "/k", logs: "/l", urls: { "Kubernetes API": "https://127.0.0.1:1" } };
    await announceLocalCluster(data, { ...mine, ready });
    expect(readLocalCluster(data)?.ready).toEqual(ready);
    forgetLocalCluster(data);
    expect(readLocalCluster(data)).toBeNull();
  });

  it("tells which programs have ended by themselves, how, where the log is and what to do", async () => {
    const mine = claimLocalCluster(data);
    const ready = { kubeconfig: "/k", logs: "/l", urls: {} };
    await announceLocalCluster(data, { ...mine, ready });
    recordDeath(data, { program: "kro", how: "exit code 1", at: "2026-03-01T09:00:00Z", log: "/l/kro.log" });
    recordDeath(data, { program: "etcd", how: "signal SIGKILL", at: "2026-03-01T09:00:01Z", log: "/l/etcd.log" });
    const cluster = readLocalCluster(data);
    expect(cluster?.ready).toEqual(ready);
    expect(cluster && deathsIn(cluster)).toEqual([
      "kro of the local cluster ended by itself at 2026-03-01T09:00:00Z (exit code 1). Its log is /l/kro.log. Run make cluster-down and then make cluster to start everything afresh.",
      expect.stringMatching(/^etcd of the local cluster ended by itself .*signal SIGKILL/),
    ]);
    forgetLocalCluster(data);
    recordDeath(data, { program: "kro", how: "exit code 1", at: "2026-03-01T09:00:02Z", log: "/l/kro.log" });
    expect(readLocalCluster(data)).toBeNull();
  });

  it("tells of none when its process has ended, and may be claimed then", async () => {
    const child = spawn("sleep", ["600"]);
    await once(child, "spawn");
    const holder = { pid: child.pid ?? 0, started: startOf(child.pid ?? 0) };
    write(JSON.stringify({ ...holder, ready: null }));
    expect(readLocalCluster(data)?.pid).toBe(child.pid);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isAlive(holder)).toBe(false);
    expect(readLocalCluster(data)).toBeNull();
    expect(claimLocalCluster(data).pid).toBe(process.pid);
  });

  it("tells of none when another process has got the number", () => {
    write(JSON.stringify({ pid: process.pid, started: "1", ready: null }));
    expect(readLocalCluster(data)).toBeNull();
  });

  it("tells of none when its file is cut short", () => {
    write('{"pid": 1');
    expect(readLocalCluster(data)).toBeNull();
  });
});
