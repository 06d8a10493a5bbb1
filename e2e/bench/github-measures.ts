import type { APIRequestContext } from "@playwright/test";
import { schemaHashOf } from "../harness/releases";
import { apiAs } from "../harness/test";
import { type GithubWorld, githubWorld } from "./github-world";
import { percentile, type Row, row } from "./table";

/** A queue that a platform team has let grow. */
const OPEN = 200;
const LATENCIES = [0, 120];
const GOALS = { calls: 10, queue: 1_500, submitCalls: 4 };
/** How long (ms) a portal believes what it knows of GitHub, and a little more. */
const STALE = 10_500;
const ROUNDS = 5;

/** Calls of GitHub's API and time of what people wait for, with 200 open pull requests. */
export async function measureGithub(): Promise<Row[]> {
  const world = await githubWorld(OPEN);
  const rows: Row[] = [];
  try {
    for (const latency of LATENCIES) rows.push(...(await measureAt(world, latency)));
  } finally {
    await world.close();
  }
  return rows;
}

async function measureAt(world: GithubWorld, latency: number): Promise<Row[]> {
  const { server } = world;
  server.latency = latency;
  const at = `at ${latency} ms a call`;
  const started = server.calls.length;
  const portal = await world.start();
  const admin = await apiAs(portal.url, "platform-admin");
  const requester = await apiAs(portal.url, "requester");
  /** What something takes, and how many calls of the API. */
  const of = async (work: () => Promise<unknown>) => {
    const [calls, from] = [server.calls.length, performance.now()];
    await work();
    return { ms: performance.now() - from, calls: server.calls.length - calls };
  };
  const queue = async () => ok(await admin.get("/admin"));
  try {
    await queue();
    const startCalls = server.calls.length - started;
    const sends: Taken[] = [];
    const merges: Taken[] = [];
    const looks: Taken[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `new-${latency}-${round}`;
      let number = 0;
      const base = await world.main();
      sends.push(await of(async () => (number = await send(requester, name, base))));
      const { head } = server.pulls.one(number);
      merges.push(
        await of(async () =>
          ok(
            await admin.post(`/api/requests/${number}/remarks`, {
              data: { type: "merge", head, text: "", acknowledged: [] },
              timeout: 60_000,
            }),
          ),
        ),
      );
      // What somebody did on GitHub, so that there is something to read.
      comment(server.pulls.one(round + 1).number, world);
      await new Promise((resolve) => setTimeout(resolve, STALE));
      looks.push(await of(queue));
    }
    return [
      row(`start and first review queue, ${OPEN} open pull requests ${at}`, startCalls, "API calls"),
      ...rowsOf(`submit → pull request ${at}`, sends, GOALS.submitCalls),
      ...rowsOf(`approve and merge ${at}`, merges),
      ...rowsOf(`review queue, ${OPEN} open pull requests ${at}`, looks, GOALS.calls, GOALS.queue),
    ];
  } finally {
    await Promise.all([admin.dispose(), requester.dispose()]);
    await portal.stop();
  }
}

interface Taken {
  ms: number;
  calls: number;
}

function rowsOf(what: string, taken: readonly Taken[], calls?: number, ms?: number): Row[] {
  return [
    row(`${what}, most`, Math.max(...taken.map((one) => one.calls)), "API calls", calls),
    row(
      what,
      percentile(
        taken.map((one) => one.ms),
        0.5,
      ),
      "ms",
      ms,
    ),
  ];
}

function comment(number: number, { server }: GithubWorld): void {
  const time = server.pulls.stamp();
  server.pulls.comments.push({
    id: server.pulls.id(),
    body: "Looked at.",
    user: { login: "somebody", id: 9, type: "User" },
    created_at: time,
    updated_at: time,
    issue_url: `${server.url}/repos/${server.fullName}/issues/${number}`,
    html_url: "",
  });
  server.pulls.one(number).updatedAt = time;
}

async function send(api: APIRequestContext, name: string, base: string): Promise<number> {
  const values = { tenant: "acme", name };
  const answer = await api.post("/api/requests", {
    data: {
      ...{ key: `bench-${name}`, type: "create", service: "redis", tenant: "acme", name, base, values },
      schemaHash: schemaHashOf("redis"),
    },
    timeout: 60_000,
  });
  ok(answer);
  return ((await answer.json()) as { number: number }).number; // the contract of POST /api/requests
}

function ok(answer: { ok(): boolean; status(): number; url(): string }): void {
  if (!answer.ok()) throw new Error(`${answer.url()} was answered ${answer.status()}.`);
}
