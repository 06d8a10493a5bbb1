import type { APIRequestContext } from "@playwright/test";
import type { SendRequest } from "@/lib/domain/send-request";
import { leave, newPlace, startPortal } from "../harness/portal";
import { apiAs } from "../harness/test";
import { fill, tenantName } from "./fill";
import { measureList, residentMemory } from "./portal-measures";
import { percentile, type Row, row } from "./table";

const GOALS = { submit: 60, heldMemory: 350 };
/** List pages that a person with a thousand tenants opens. */
const LISTS = ["/tenants", `/tenants/${tenantName(3)}`, "/requests", "/admin", "/admin/instances"];

/** Cold start and idle memory of a portal that holds nothing but the example. */
export async function measureStart(): Promise<Row[]> {
  const place = await newPlace();
  const first = await timed(() => startPortal(place));
  await first.result.stop();
  const times: number[] = [];
  let memory = 0;
  for (let round = 0; round < 3; round += 1) {
    const { result: portal, ms } = await timed(() => startPortal(place));
    times.push(ms);
    const api = await apiAs(portal.url, "requester");
    await api.get("/");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    memory = residentMemory(place.dataDirectory);
    await api.dispose();
    await portal.stop();
  }
  await leave(place);
  return [
    row("cold start: make run to answering, built", percentile(times, 0.5), "ms"),
    row("idle memory after the first page", memory, "MiB", GOALS.heldMemory),
  ];
}

/** Sending a request and reading lists over HTTP, with so many manifests on main. */
export async function measureAt(manifests: number): Promise<Row[]> {
  const place = await newPlace();
  await (await startPortal(place)).stop();
  await fill(place.dataDirectory, manifests);
  const portal = await startPortal(place);
  const count = manifests.toLocaleString("en");
  try {
    const owner = await apiAs(portal.url, "tenant-owner");
    const admin = await apiAs(portal.url, "platform-admin");
    const send = await sender(owner);
    // The first ones pay for the index, which a running portal has.
    for (let place = 0; place < 5; place += 1) await send(`warm-${place}`, 1);
    const times: number[] = [];
    for (let place = 0; place < 60; place += 1) times.push((await timed(() => send(`one-${place}`, 2))).ms);
    const rows = [
      row(`send a request at ${count} manifests, p50`, percentile(times, 0.5), "ms", GOALS.submit),
      row(`send a request at ${count} manifests, p95`, percentile(times, 0.95), "ms"),
    ];
    for (const path of LISTS) rows.push(...(await measureList(admin, path, `${count} manifests`)));
    rows.push(...(await measureAtOnce(owner, send, count)));
    rows.push(row(`memory after that, ${count} manifests`, residentMemory(place.dataDirectory), "MiB"));
    await owner.dispose();
    await admin.dispose();
    return rows;
  } finally {
    await portal.stop();
    await leave(place);
  }
}

async function measureAtOnce(
  api: APIRequestContext,
  send: (name: string, tenant: number) => Promise<void>,
  count: string,
): Promise<Row[]> {
  const total = 200;
  const { ms } = await timed(() =>
    Promise.all(Array.from({ length: total }, (_, place) => send(`many-${place}`, 10 + (place % 50)))),
  );
  // Each was answered with its number; a second send of the same form must find it, which makes no new one.
  let lost = 0;
  for (let place = 0; place < total; place += 1) {
    try {
      await send(`many-${place}`, 10 + (place % 50));
    } catch {
      lost += 1;
    }
  }
  await api.get("/requests");
  return [
    row(`${total} requests at once at ${count} manifests, all answered`, ms, "ms"),
    row(`${total} requests at once, lost`, lost, "requests", 0),
  ];
}

/** Sends the smallest Redis there is, as the form does. */
async function sender(api: APIRequestContext): Promise<(name: string, tenant: number) => Promise<void>> {
  const page = await (await api.get("/services/redis/new")).text();
  const base = /\\"base\\":\\"([0-9a-f]{40})\\"/.exec(page)?.[1];
  const schemaHash = /\\"schemaHash\\":\\"([0-9a-f]{64})\\"/.exec(page)?.[1];
  if (!base || !schemaHash) throw new Error("The form's page carries no base or schema hash any more.");
  return async (name, place) => {
    const tenant = tenantName(place);
    const body: SendRequest = {
      key: `bench-${tenant}-${name}`,
      type: "create",
      service: "redis",
      tenant,
      name,
      base,
      schemaHash,
      values: { tenant, name },
    };
    const answer = await api.post("/api/requests", { data: body, timeout: 120_000 });
    if (!answer.ok())
      throw new Error(`Sending ${tenant}/${name} was answered ${answer.status()}: ${await answer.text()}`);
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const from = performance.now();
  const result = await work();
  return { result, ms: performance.now() - from };
}
