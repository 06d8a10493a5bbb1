import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type Exchanged, exchange } from "./harness/exchange";
import { ownPortal } from "./harness/own";
import {
  checkRepository,
  fileOn,
  headOf,
  mainOf,
  openNumbers,
  processOf,
  pushFiles,
  schemaHashOf,
  tenantText,
  webappText,
} from "./harness/releases";
import { type Account, apiAs, expect, test } from "./harness/test";
import { sendByApi } from "./harness/work";
import { ADDRESSES } from "./hostile-inputs/addresses";
import { BY_HAND } from "./hostile-inputs/by-hand";
import { HEADS, SIGN_IN } from "./hostile-inputs/heads";
import { CHANGED, type Place, type Row, TENANT, THERE, type World, webapp } from "./hostile-inputs/rows";
import { WRITTEN } from "./hostile-inputs/written";

// Every hostile input through the real server, byte by byte. What it must become stands in its row.
const ROWS: readonly Row[] = [...WRITTEN, ...BY_HAND, ...ADDRESSES, ...HEADS, ...SIGN_IN];
const PLACES = [...new Set(ROWS.map(({ place }) => place))];

/** Requests under way at once: the portal has a thread, and this machine few. */
const LANES = 8;

const portal = ownPortal();
let world: World;
let csrfCookie: string;
let cookies: Record<Account, string>;
let started: { pid: number; main: string; files: string; open: readonly number[] };

test.beforeAll(async () => {
  const there = Object.fromEntries(
    [THERE, ...Array.from({ length: CHANGED }, (_, nth) => `u-${nth}`)].map((name) => [
      `${TENANT}/webapp/${name}/manifest.yaml`,
      webappText(TENANT, name),
    ]),
  );
  pushFiles(portal.dataDirectory, {
    ...there,
    [`${TENANT}/manifest.yaml`]: tenantText(TENANT, { "dev:requester": "admin" }),
  });
  const cookieOf = async (account: Account | null) => {
    const api = await apiAs(portal.url, account);
    const csrf = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string }; // what next-auth answers here
    if (account === "requester")
      await sendByApi(api, portal.dataDirectory, {
        service: "webapp",
        tenant: TENANT,
        name: "open",
        values: webapp("open", "x"),
      });
    const jar = (await api.storageState()).cookies;
    await api.dispose();
    return { token: csrf.csrfToken, text: jar.map(({ name, value }) => `${name}=${value}`).join("; ") };
  };
  const [nobody, requester, owner, admin] = await Promise.all(
    ([null, "requester", "tenant-owner", "platform-admin"] as const).map(cookieOf),
  );
  if (!nobody || !requester || !owner || !admin) throw new Error("Four people were asked for.");
  cookies = { requester: requester.text, "tenant-owner": owner.text, "platform-admin": admin.text };
  csrfCookie = nobody.text;
  const number = Math.max(...openNumbers(portal.dataDirectory));
  const main = mainOf(portal.dataDirectory);
  world = {
    main,
    schemaHash: schemaHashOf,
    url: portal.url,
    host: new URL(portal.url).host,
    open: { number, head: headOf(portal.dataDirectory, number) },
    csrfToken: nobody.token,
  };
  started = {
    pid: processOf(portal.dataDirectory),
    main,
    files: filesIn(portal.dataDirectory),
    open: openNumbers(portal.dataDirectory),
  };
});

test("there are at least five hundred of them, some of every kind", () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(500);
  for (const kind of ["yaml", "path", "html", "header", "unicode", "size"] as const)
    expect(ROWS.filter((row) => row.kind === kind).length, kind).toBeGreaterThanOrEqual(20);
});

for (const place of PLACES)
  test(`every hostile input as ${place} is refused with a sentence, or kept as it is`, async () => {
    test.setTimeout(120_000);
    const rows = [...ROWS.entries()].filter(([, row]) => row.place === place);
    const failures: string[] = [];
    const waiting = rows.values();
    const lane = async () => {
      for (const [number, row] of waiting) failures.push(...(await wrongWith(row, number)));
    };
    const before = openNumbers(portal.dataDirectory).length;
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(failures).toEqual([]);
    const taken = rows.filter(([, { verdict }]) => "stored" in verdict).length;
    const opened = openNumbers(portal.dataDirectory).length - before;
    expect(opened, "requests that were opened").toBe(place === "a comment" ? 0 : taken);
    expectWhole(place);
  });

/** What is wrong with the answer to a row, as sentences. */
async function wrongWith(row: Row, number: number): Promise<string[]> {
  const what = `${row.place} #${number} ${JSON.stringify(row.text.slice(0, 60))}`;
  const answer = await send(row, number);
  if (answer === null) return [`${what}: no answer`];
  const { status, head, body } = answer;
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`${what}: ${text} (${status} ${body.slice(0, 200)})`);
  if (status >= 500) say("a failure of the server");
  if (/\n\s+at .+:\d+:\d+|node_modules|\.next[\\/]server|\/lib\/[a-z-]+\.ts/.test(body)) say("shows a stack");
  if (/^(x-injected|set-cookie: session=evil)/im.test(head)) say("makes headers of the text");
  const location = /^location: (.*)$/im.exec(head)?.[1];
  if (location !== undefined && new URL(location, portal.url).origin !== portal.url) say(`leads to ${location}`);
  const isMarkup = /^content-type: (?!application\/json|text\/javascript)/im.test(head);
  const tag = /<[a-z/!?].*$/is.exec(row.text)?.[0];
  if (tag !== undefined && isMarkup && body.includes(tag)) say(`repeats ${tag}`);

  const { verdict } = row;
  if ("stored" in verdict) {
    if (status > 201) say("was not taken");
    else if (kept(row, body) !== verdict.stored.replaceAll("NAME", `h-${number}`)) say("is kept as something else");
    return wrong;
  }
  const expected = "refused" in verdict ? verdict.refused : verdict.answered;
  if (status !== expected) say(`is not answered with ${expected}`);
  if ("refused" in verdict && !isRefusal(answer)) say("is refused without a sentence");
  return wrong;
}

function send(row: Row, number: number): Promise<Exchanged | null> {
  const { method, target, headers = [], type, body = "" } = row.wire(world, number);
  const has = (name: string) => headers.some((line) => line.toLowerCase().startsWith(`${name}:`));
  const cookie = row.as === null ? csrfCookie : cookies[row.as ?? "requester"];
  return exchange(
    Number(new URL(portal.url).port),
    [
      `${method} ${target} HTTP/1.1`,
      ...(has("host") ? [] : [`Host: ${world.host}`]),
      ...(has("origin") || method === "GET" ? [] : [`Origin: ${world.url}`]),
      ...(has("cookie") ? [] : [`Cookie: ${cookie}`]),
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      ...(method === "GET" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
      ...headers,
    ],
    body,
  );
}

function isRefusal({ head, body }: Exchanged): boolean {
  if (!/^content-type: application\/json/im.test(head)) return false;
  const { code, message, problems } = JSON.parse(body) as Record<string, unknown>; // looked at key by key
  return typeof code === "string" && /^[\p{Lu}\d].{10,}[.!?]$/su.test(String(message)) && Array.isArray(problems);
}

/** What the repository has of an input that was taken. */
function kept({ place, verdict }: Row, body: string): string | undefined {
  if (place === "a comment") return "stored" in verdict ? saidInLog(verdict.stored) : undefined;
  const answer = JSON.parse(body) as { number: number }; // the contract of POST /api/requests
  const branch = `requests/${answer.number}`;
  const name = pathsOf(portal.dataDirectory, branch)[0] ?? "";
  const text = fileOn(portal.dataDirectory, name, branch) ?? "";
  if (place === "a file written by hand") return text;
  const values = parseDocument(text, { version: "1.1" }).getIn(["spec", "values", "env", 0, "value"]);
  return typeof values === "string" ? values : undefined;
}

/** The text, where the open request's log has an entry with just that. */
function saidInLog(text: string): string | undefined {
  const lines = git(portal.dataDirectory, "log", "--format=%b", `refs/requests/${world.open.number}`).split("\n");
  const entries = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as { text: string }); // the portal's own
  return entries.find((entry) => entry.text === text)?.text;
}

/** The paths that a branch changes. */
function pathsOf(dataDirectory: string, branch: string): string[] {
  return git(dataDirectory, "diff", "--name-only", "-z", `refs/heads/main...refs/heads/${branch}`)
    .split("\0")
    .filter(Boolean);
}

/** After each place: the same process, main untouched, every open request one path of its tenant, and a whole repository. */
function expectWhole(place: Place): void {
  const { dataDirectory } = portal;
  expect(processOf(dataDirectory), "the process that serves").toBe(started.pid);
  expect(() => process.kill(started.pid, 0), "the process is alive").not.toThrow();
  expect(mainOf(dataDirectory), "main").toBe(started.main);
  expect(filesIn(dataDirectory), "what lies in the data folder").toBe(started.files);
  const wide = openNumbers(dataDirectory)
    .filter((number) => !started.open.includes(number))
    .map((number) => pathsOf(dataDirectory, `requests/${number}`))
    .filter(([path = "", ...more]) => more.length > 0 || !/^hostile\/webapp\/[hu]-\d+\/manifest\.yaml$/.test(path));
  expect(wide, `paths of requests after ${place}`).toEqual([]);
  checkRepository(dataDirectory);
  expect(portal.log(), "what the portal logged").not.toMatch(/could not be answered|Unhandled|^\s+at /m);
}

function filesIn(dataDirectory: string): string {
  return readdirSync(dataDirectory).sort().join(" ");
}

function git(dataDirectory: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: join(dataDirectory, "releases.git"), encoding: "utf8" });
}
