import type { Browser, Page } from "@playwright/test";
import { leave, newPlace, startPortal } from "../harness/portal";
import { signIn } from "../harness/test";
import { openBrowser } from "./open-browser";
import { percentile, type Row, row } from "./table";

const GOALS = { script: 240, requests: 1 };

/** What a person waits for on the form of Postgres: scripts, the first key that works, each further key. */
export async function measureForm(): Promise<Row[]> {
  const place = await newPlace();
  const portal = await startPortal(place);
  const browser = await openBrowser();
  try {
    const rounds: Round[] = [];
    for (let round = 0; round < 5; round += 1) rounds.push(await measureOnce(browser, portal.url));
    const median = (of: (one: Round) => number) => percentile(rounds.map(of), 0.5);
    const keys = rounds.flatMap(({ keystrokes }) => keystrokes);
    return [
      row(
        "postgres form: script until usable, compressed",
        median((one) => one.scriptBefore / 1000),
        "kB",
        GOALS.script,
      ),
      row(
        "postgres form: script that loads after that",
        median((one) => one.scriptAfter / 1000),
        "kB",
      ),
      row(
        "postgres form: navigation to usable",
        median((one) => one.usable),
        "ms",
      ),
      row("postgres form: keystroke to paint, p50", percentile(keys, 0.5), "ms"),
      row("postgres form: keystroke to paint, p95", percentile(keys, 0.95), "ms"),
      row(
        "/tenants: documents and data fetched by one visit",
        await requestsOf(browser, portal.url),
        "requests",
        GOALS.requests,
      ),
    ];
  } finally {
    await browser.close();
    await portal.stop();
    await leave(place);
  }
}

interface Round {
  scriptBefore: number;
  scriptAfter: number;
  usable: number;
  keystrokes: number[];
}

async function measureOnce(browser: Browser, url: string): Promise<Round> {
  const context = await browser.newContext();
  await signIn(context.request, url, "tenant-owner");
  const page = await context.newPage();
  const scripts = await watchScripts(page);
  await page.goto(`${url}/services/postgres/new`);
  const usable = await whenUsable(page);
  await page.getByRole("complementary").getByText("kind: Postgres").waitFor();
  const keystrokes = await measureKeys(page);
  // What begins to load when the form is usable (the preview's writer) is nothing that anybody waits for.
  const before = scripts.filter(({ startedAt }) => startedAt <= usable);
  const sum = (list: typeof scripts) => list.reduce((bytes, one) => bytes + one.bytes, 0);
  await context.close();
  return { scriptBefore: sum(before), scriptAfter: sum(scripts) - sum(before), usable, keystrokes };
}

interface Script {
  bytes: number;
  /** Milliseconds after the navigation began. */
  startedAt: number;
}

async function watchScripts(page: Page): Promise<Script[]> {
  const scripts: Script[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    void (async () => {
      const { responseBodySize } = await request.sizes();
      const startedAt = await page.evaluate(
        (name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.POSITIVE_INFINITY,
        request.url(),
      );
      scripts.push({ bytes: responseBodySize, startedAt });
    })().catch(() => undefined);
  });
  return Promise.resolve(scripts);
}

/** Milliseconds from the navigation until the form listens to keys and its validator is there. */
async function whenUsable(page: Page): Promise<number> {
  const usable = await page.waitForFunction(() => {
    const field = document.querySelector("main form input");
    const listens = field !== null && Object.keys(field).some((key) => key.startsWith("__reactProps"));
    const validator = performance.getEntriesByType("resource").find(({ name }) => name.includes("/validator?"));
    // Looked at once a frame: by then what loads afterwards may have begun.
    return listens && validator instanceof PerformanceResourceTiming && validator.responseEnd;
  });
  return Number(await usable.jsonValue());
}

async function measureKeys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener(
      "keydown",
      () => {
        const from = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - from)));
      },
      true,
    );
  });
  const name = page.getByRole("textbox", { name: /^Name/ }).first();
  await name.click();
  await page.keyboard.type("orders-of-the-north", { delay: 60 });
  return page.evaluate(() => {
    // Put there by the script above.
    const { keyTimes } = window as typeof window & { keyTimes?: number[] };
    return keyTimes ?? [];
  });
}

/** How many pages and data one visit to a list asks for: links in it must not fetch what nobody opened. */
async function requestsOf(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  await signIn(context.request, url, "platform-admin");
  const page = await context.newPage();
  let count = 0;
  page.on("request", (request) => {
    const isAsset = request.url().includes("/_next/static/");
    if (!isAsset && ["document", "fetch", "xhr"].includes(request.resourceType())) count += 1;
  });
  await page.goto(`${url}/tenants`);
  await page.waitForTimeout(1_500);
  await context.close();
  return count;
}
