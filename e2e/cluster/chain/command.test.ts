import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { isAlive, readLocalCluster } from "@/lib/cli/local-cluster";
import { startOf } from "@/lib/releases/process-start";
import { ROOT } from "../../harness/root";
import { connectApi } from "../api/client";
import { freePort } from "../processes/ports";
import { requireRedis } from "../programs/redis";

const data = mkdtempSync(join(tmpdir(), "make-cluster-"));

/** `make cluster` or `make cluster-down`, on a data folder of the test's own. */
async function main(command: "up" | "down"): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "e2e/cluster/main.ts"), command], {
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.cli.json"), DATA_DIR: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as unknown[]; // Node's own type says any
  return { code, said };
}

/** The processes that a process started, as the kernel knows them. */
function childrenOf(parent: number): { pid: number; started: string; name: string }[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, , ppid] = text.slice(text.lastIndexOf(")") + 1).split(" ");
      if (Number(ppid) !== parent) return [];
      const pid = Number(name);
      return [{ pid, started: startOf(pid), name: text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")) }];
    } catch {
      // It ended while it was looked at.
      return [];
    }
  });
}

/** Asks the API server with the kubeconfig alone. */
async function readyBy(kubeconfig: string): Promise<number> {
  // The file is ours: JSON, with everything in it.
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, "utf8")) as {
    clusters: [{ cluster: { server: string; "certificate-authority-data": string } }];
    users: [{ user: { token: string } }];
  };
  const { server, "certificate-authority-data": authority } = clusters[0].cluster;
  const certificate = Buffer.from(authority, "base64").toString("utf8");
  const api = connectApi({ url: server, certificate, token: users[0].user.token });
  const { code } = await api.send("GET", "/readyz");
  api.close();
  return code;
}

// Somebody else's program with the same name.
const port = String(await freePort());
const bystander = spawn(requireRedis(process.env), ["--bind", "127.0.0.1", "--port", port, "--save", ""], {
  stdio: "ignore",
});
afterAll(async () => {
  await main("down");
  bystander.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

describe("make cluster", () => {
  it("returns when all is ready and leaves it running, with a kubeconfig that works by itself", async () => {
    const { code, said } = await main("up");
    expect([code, said]).toEqual([0, expect.stringMatching(/Everything was ready after [\d.]+ s\./)]);
    const cluster = readLocalCluster(data);
    expect(await readyBy(cluster?.ready?.kubeconfig ?? "")).toBe(200);
    const names = childrenOf(cluster?.pid ?? 0).map(({ name }) => name);
    expect(names).toEqual(
      // The kernel keeps fifteen characters of a name.
      expect.arrayContaining(["etcd", "kube-apiserver", "kwok", "kro", "helm-controller", "redis-server"]),
    );
    expect(names.filter((name) => name === "argocd")).toHaveLength(3);
    // The example is there, as after the portal's first start.
    expect(existsSync(join(data, "releases.git"))).toBe(true);
  });

  it("says so when it runs already, and changes nothing", async () => {
    const before = readLocalCluster(data);
    const { code, said } = await main("up");
    expect([code, said]).toEqual([0, expect.stringContaining("The cluster runs already.")]);
    expect(readLocalCluster(data)).toEqual(before);
  });

  it("says which program has ended by itself, where its log is and what to do, and keeps the rest running", async () => {
    const holder = readLocalCluster(data);
    const kwok = childrenOf(holder?.pid ?? 0).find(({ name }) => name === "kwok");
    if (kwok) process.kill(kwok.pid, "SIGKILL");
    while (readLocalCluster(data)?.died.length === 0) await sleep(20);
    const { code, said } = await main("up");
    const sentence =
      /kwok of the local cluster ended by itself at .* \(signal SIGKILL\)\. Its log is .*kwok\.log\. Run make cluster-down/;
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
    expect(readFileSync(join(data, "cluster", "cluster.log"), "utf8")).toMatch(sentence);
    expect(await readyBy(holder?.ready?.kubeconfig ?? "")).toBe(200);
  });

  it("is stopped by make cluster-down: exactly what it started, and the releases repository stays", async () => {
    const holder = readLocalCluster(data);
    const started = childrenOf(holder?.pid ?? 0);
    const { code, said } = await main("down");
    expect([code, said]).toEqual([0, expect.stringContaining("The cluster has stopped.")]);
    expect(started.filter(isAlive)).toEqual([]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(readdirSync(join(data, "cluster"))).toEqual(["cluster.log"]);
    expect(existsSync(join(data, "releases.git"))).toBe(true);
    expect(await main("down")).toEqual({ code: 0, said: "No cluster runs that was started from here.\n" });
  });

  it("leaves nothing behind when it is killed while it starts", async () => {
    const starting = main("up");
    const holder = await untilHeld();
    const started = await untilChildren(holder);
    process.kill(holder, "SIGKILL");
    const { code, said } = await starting;
    expect([code, said]).toEqual([1, expect.stringContaining("The cluster did not start.")]);
    for (const end = Date.now() + 20_000; started.some(isAlive) && Date.now() < end; ) await sleep(50);
    expect(started.filter(isAlive)).toEqual([]);
    expect(readLocalCluster(data)).toBeNull();
  });
});

async function untilHeld(): Promise<number> {
  for (;;) {
    const pid = readLocalCluster(data)?.pid;
    if (pid !== undefined) return pid;
    await sleep(20);
  }
}

/** Waits until more than the keeper and etcd were started. */
async function untilChildren(holder: number) {
  for (;;) {
    const children = childrenOf(holder);
    if (children.some(({ name }) => name === "kube-apiserver")) return children;
    await sleep(20);
  }
}
