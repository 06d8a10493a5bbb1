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
  forgetLocalCluster,
  isAlive,
  localClusterFolder,
  readLocalCluster,
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
    expect(readLocalCluster(data)).toEqual({ pid: process.pid, started: startOf(process.pid), ready: null });
    expect(() => claimLocalCluster(data)).toThrow(`Process ${process.pid} holds the cluster already.`);
    const ready = { kubeconfig: "/k", logs: "/l", urls: { "Kubernetes API": "https://127.0.0.1:1" } };
    await announceLocalCluster(data, { ...mine, ready });
    expect(readLocalCluster(data)?.ready).toEqual(ready);
    forgetLocalCluster(data);
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
