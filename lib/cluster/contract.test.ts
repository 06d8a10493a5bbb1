import type { Desired } from "@/lib/domain/desired";
import { clusterContract, MERGED } from "@/tests/support/cluster/contract";
import { fakeWorld, PLATFORM } from "@/tests/support/cluster/fake-world";
import { simulatedCluster } from "./simulated";

clusterContract("the simulated cluster", () => {
  const wanted = new Map<string, Desired>();
  let now = new Date(MERGED);
  const cluster = simulatedCluster({
    desired: (target) => Promise.resolve(wanted.get(JSON.stringify(target)) ?? null),
    targetsIn: () => Promise.resolve([...wanted.keys()].map((key) => JSON.parse(key) as never)), // as put in below
    now: () => now,
    platform: () => Promise.resolve(PLATFORM),
    every: 10,
  });
  return Promise.resolve({
    cluster,
    mode: "simulated" as const,
    become: (target, desired, seconds) => {
      wanted.set(JSON.stringify(target), desired);
      now = new Date(Date.parse(desired.removedAt ?? desired.mergedAt) + seconds * 1000);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});

clusterContract("a Kubernetes cluster", async () => {
  return { ...(await fakeWorld()), mode: "kubernetes" as const };
});
