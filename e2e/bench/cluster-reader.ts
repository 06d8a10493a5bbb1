import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { kubernetesCluster } from "@/lib/cluster/kubernetes";
import type { Target } from "@/lib/domain/target";
import { PLATFORM } from "@/tests/support/cluster/fake-world";
import type { Order } from "./cluster-fake";
import { percentile } from "./table";

// Run by cluster-measures.ts in a process of its own, with the garbage collector at hand. Prints one line of JSON.
const COUNT = Number(process.argv[2] ?? "10000");
const CHANGES = 100;

const heap = () => {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const fake = fork(fileURLToPath(new URL("./cluster-fake.ts", import.meta.url)), [String(COUNT)], {
  execArgv: ["--import", "tsx"],
});
const order = (one: Order) => fake.send(one);
const kubeconfig = String((await once(fake, "message"))[0]);

const open = () =>
  kubernetesCluster({
    access: { kubeconfig: [kubeconfig] },
    platform: PLATFORM,
    services: () => Promise.resolve(["tenant", "webapp"]),
    desired: () => Promise.resolve(null),
    now: () => new Date(),
  });
// The library and what the first connection needs are paid once, however many instances there are.
const warm = await open();
warm.close();
await pause(500);
const before = heap();

const began = performance.now();
const cluster = await open();
const until = async (done: () => boolean | Promise<boolean>) => {
  while (!(await done())) await pause(10);
};
await until(async () => (await cluster.state()).unreachable === null && cluster.size() >= COUNT * 3);
const firstRead = performance.now() - began;
await pause(1_000);
const kept = heap() - before;

const target = (at: number): Target => ({
  type: "instance",
  tenant: `tenant-${at % 100}`,
  service: "webapp",
  name: `shop-${at}`,
});
const lookBegan = performance.now();
for (let at = 0; at < COUNT; at++) await cluster.observe(target(at), "summary");
const summary = ((performance.now() - lookBegan) / COUNT) * 1000;

const told: number[] = [];
for (let at = 0; at < CHANGES; at++) {
  const sent = performance.now();
  await new Promise<void>((resolve) => {
    const following = cluster.changes((targets) => {
      if (!targets?.some((one) => one.type === "instance" && one.name === `shop-${at}`)) return;
      following.end();
      resolve();
    });
    order({ say: "change", at });
  });
  told.push(performance.now() - sent);
}

order({ say: "stop" });
await until(async () => (await cluster.state()).unreachable !== null);
await pause(8_000);
const back = once(fake, "message");
order({ say: "start" });
await back;
const returned = performance.now();
await until(async () => (await cluster.state()).unreachable === null);
await until(async () => (await cluster.observe(target(0), "summary"))?.instance != null);
const recovery = performance.now() - returned;
const rss = process.memoryUsage().rss / 1e6;
cluster.close();
fake.disconnect();
console.log(
  JSON.stringify({ kept, firstRead, summary, p50: percentile(told, 0.5), p95: percentile(told, 0.95), recovery, rss }),
);
