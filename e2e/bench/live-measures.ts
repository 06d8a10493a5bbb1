import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { releaseNameOf } from "@/lib/domain/names";
import { pageOf } from "@/lib/domain/path";
import type { Target } from "@/lib/domain/target";
import { create, get, patch } from "../cluster/api/objects";
import { accepted } from "../cluster/api/verdict";
import { leave, newPlace, startPortal } from "../harness/portal";
import { apiAs, signIn } from "../harness/test";
import { fill, filledTarget } from "./fill";
import { type LiveWorld, openLiveWorld, writeReady } from "./live-world";
import { openBrowser } from "./open-browser";
import { measureList, residentMemory } from "./portal-measures";
import { percentile, type Row, row } from "./table";

const GOALS = { change: 300, recovery: 5_000 };
const CHANGES = 40;
const AWAY = /cluster can.t be asked/;

/** The whole portal before a real API server that holds so many manifests' Applications, resources and HelmReleases. */
export async function measureLive(manifests: number): Promise<Row[]> {
  const place = await newPlace();
  await (await startPortal(place)).stop();
  await fill(place.dataDirectory, manifests);
  const world = await openLiveWorld();
  try {
    const targets = Array.from({ length: manifests }, (_, at) => filledTarget(at));
    const [commit = "", mergedAt = ""] = mainOf(place.dataDirectory);
    await writeReady(world, targets, commit, mergedAt);
    const without = await heapOf(place, {});
    const withCluster = await heapOf(place, settings(world));
    const portal = await startPortal(place, settings(world));
    try {
      const admin = await apiAs(portal.url, "platform-admin");
      const count = manifests.toLocaleString("en");
      await untilKnown(admin, pageOf(at(targets, 2)));
      const rows = [
        row(`heap that a cluster of ${count} adds, its client library included`, withCluster - without, "MB"),
        ...(await measureList(admin, pageOf(at(targets, 0)), `${count} live`)),
        ...(await measureList(admin, "/tenants", `${count} live`)),
        ...(await measureChanges(world, portal.url, at(targets, 2))),
        row("memory of the portal after that", residentMemory(place.dataDirectory), "MiB"),
        row(
          "API server killed and back → status known again",
          await measureRecovery(world, admin, pageOf(at(targets, 2))),
          "ms",
          GOALS.recovery,
        ),
      ];
      await admin.dispose();
      return rows;
    } finally {
      await portal.stop();
    }
  } finally {
    await world.close();
    await leave(place);
  }
}

const settings = (world: LiveWorld) => ({ CLUSTER: "", KUBECONFIG: world.server.kubeconfig });

function at(targets: readonly Target[], place: number): Target {
  const target = targets[place];
  if (target === undefined) throw new Error("Measure with more manifests.");
  return target;
}

/** Main's commit and when it was made. */
function mainOf(dataDirectory: string): string[] {
  const words = ["log", "-1", "--format=%H %cI", "refs/heads/main"];
  return execFileSync("git", [`--git-dir=${join(dataDirectory, "releases.git")}`, ...words], { encoding: "utf8" })
    .trim()
    .split(" ");
}

/** MB of the heap after the collector ran, of a portal that has read everything. */
async function heapOf(place: Parameters<typeof startPortal>[0], variables: Record<string, string>): Promise<number> {
  const portal = await startPortal(place, variables);
  const admin = await apiAs(portal.url, "platform-admin");
  await untilKnown(admin, pageOf(filledTarget(2)));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round += 1) {
    await admin.get("/readyz");
    const used = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(await (await admin.get("/metrics")).text())?.[1];
    least = Math.min(least, Number(used) / 1e6);
    await pause(500);
  }
  await admin.dispose();
  await portal.stop();
  return least;
}

async function untilKnown(api: APIRequestContext, path: string): Promise<void> {
  for (const end = Date.now() + 120_000; ; ) {
    const page = await (await api.get(path)).text();
    if (!AWAY.test(page) && page.includes("Ready")) return;
    if (Date.now() > end) throw new Error(`${path} does not become ready.`);
    await pause(50);
  }
}

/** From the write of a status to the text on an open page. */
async function measureChanges({ server }: LiveWorld, url: string, target: Target): Promise<Row[]> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ baseURL: url });
    await signIn(context.request, url, "platform-admin");
    const page = await context.newPage();
    await page.goto(pageOf(target));
    await page.waitForTimeout(3_000);
    const release = {
      apiVersion: "helm.toolkit.fluxcd.io/v2",
      kind: "HelmRelease",
      metadata: { name: releaseNameOf(target), namespace: target.tenant },
    };
    const changes = await timesOf(page, "change", async (words) => {
      const condition = {
        type: "Ready",
        status: "False",
        reason: "UpgradeFailed",
        message: words,
        lastTransitionTime: newTime(),
        observedGeneration: 1,
      };
      accepted(await patch(server.api, release, { status: { conditions: [condition] } }, { status: true }), words);
    });
    const uid = (await get(server.api, release))?.metadata.uid ?? "";
    const {
      apiVersion,
      kind,
      metadata: { name, namespace },
    } = release;
    const events = await timesOf(page, "event", async (words) => {
      const event = {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name: words.replaceAll(" ", "-"), namespace },
        involvedObject: { apiVersion, kind, name, namespace, uid },
        type: "Warning",
        reason: "Bench",
        message: words,
        lastTimestamp: newTime(),
      };
      accepted(await create(server.api, event), words);
    });
    return [
      row("cluster change → text in the browser, p50", percentile(changes, 0.5), "ms"),
      row("cluster change → text in the browser, p95", percentile(changes, 0.95), "ms", GOALS.change),
      row("an event about an open page → text in the browser, p50", percentile(events, 0.5), "ms"),
      row("an event about an open page → text in the browser, p95", percentile(events, 0.95), "ms", GOALS.change),
    ];
  } finally {
    await browser.close();
  }
}

const newTime = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

/** Milliseconds that each of many changes takes until its words are on the page. */
async function timesOf(page: Page, what: string, make: (words: string) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const words = `bench ${what} ${change} done`;
    const shown = untilShown(page, words);
    const from = performance.now();
    await make(words);
    await shown;
    times.push(performance.now() - from);
    await page.waitForTimeout(1_500);
  }
  return times;
}

async function untilShown(page: Page, words: string): Promise<void> {
  await page.waitForFunction((text) => document.body.textContent.includes(text), words, { timeout: 60_000 });
}

/** Milliseconds from the API server's answering again to a page that knows the status. */
async function measureRecovery({ server }: LiveWorld, api: APIRequestContext, path: string): Promise<number> {
  await server.process.kill();
  while (!AWAY.test(await (await api.get(path)).text())) await pause(50);
  // Long enough for the pauses between two tries to grow.
  await pause(10_000);
  await server.restart();
  const from = performance.now();
  while (AWAY.test(await (await api.get(path)).text())) await pause(20);
  return performance.now() - from;
}
