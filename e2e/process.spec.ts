import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { leave, newPlace, type Place, type RunningPortal, startPortal, tryStart } from "./harness/portal";
import { headOf, mainOf, schemaHashOf } from "./harness/releases";
import { apiAs, expect, portalUrl, test } from "./harness/test";

test.describe("the portal's process", () => {
  // Each test starts a portal or two of its own.
  test.describe.configure({ timeout: 180_000 });

  let place: Place;
  test.beforeEach(async () => {
    place = await newPlace();
  });
  test.afterEach(() => leave(place));

  const opened = (portal: RunningPortal) => portal.log().split("The portal is open.").length - 1;

  test("has one repository, one index and one mutex, whichever way they are reached", async () => {
    const portal = await startPortal(place);
    const api = await apiAs(portal.url, "requester");
    const admin = await apiAs(portal.url, "platform-admin");
    // Pages, route handlers and the start each have a copy of the code; all three work at once here, on two routes that write.
    const base = mainOf(place.dataDirectory);
    const count = 100;
    const sends = Array.from({ length: count }, (_, index) =>
      api.post("/api/requests", {
        data: {
          key: `parallel-${index}`,
          type: "create",
          service: "webapp",
          tenant: "example",
          name: `app-${index}`,
          base,
          schemaHash: schemaHashOf("webapp"),
          values: { tenant: "example", name: `app-${index}`, image: "nginxinc/nginx-unprivileged:1.29" },
        },
      }),
    );
    const head = headOf(place.dataDirectory, 1);
    const remarks = Array.from({ length: count }, (_, index) =>
      admin.post("/api/requests/1/remarks", { data: { type: "comment", head, text: `remark ${index}` } }),
    );
    const reads = ["/requests", "/admin", "/tenants/example", "/readyz"].map((path) => admin.get(path));
    const answers = await Promise.all([...sends, ...remarks, ...reads]);
    expect(answers.filter((answer) => !answer.ok()).map((answer) => `${answer.status()} ${answer.url()}`)).toEqual([]);

    // The contract of POST /api/requests, here and below.
    const numbers = await Promise.all(
      sends.map(async (send) => ((await (await send).json()) as { number: number }).number),
    );
    expect(new Set(numbers).size).toBe(count);
    const page = await (await api.get("/requests/1")).text();
    for (let index = 0; index < count; index += 1) expect(page).toContain(`remark ${index}`);
    expect(opened(portal)).toBe(1);
    await Promise.all([api.dispose(), admin.dispose()]);
    expect(await portal.stop()).toBe(0);
  });

  test("finds everything again after a restart, and nobody is signed out", async () => {
    const first = await startPortal(place);
    const api = await apiAs(first.url, "requester");
    const sent = await api.post("/api/requests", {
      data: {
        key: "before-the-restart",
        type: "create",
        service: "redis",
        tenant: "example",
        name: "sessions",
        base: mainOf(place.dataDirectory),
        schemaHash: schemaHashOf("redis"),
        values: { tenant: "example", name: "sessions" },
      },
    });
    expect(sent.status(), await sent.text()).toBe(201);
    const { href } = (await sent.json()) as { href: string };
    expect(await first.stop()).toBe(0);
    const second = await startPortal(place);
    expect((await api.get(href)).status()).toBe(200);
    expect((await api.get("/tenants/example/postgres/orders")).status()).toBe(200);
    await api.dispose();
    expect(await second.stop()).toBe(0);
    expect(second.log()).toContain("The portal has stopped.");
  });

  test("is not ready while its repository can't be read, and not taken for dead", async () => {
    const portal = await startPortal(place);
    const asked = async () =>
      Promise.all(["/readyz", "/healthz"].map(async (path) => (await fetch(`${portal.url}${path}`)).status));
    expect(await asked()).toEqual([200, 200]);
    const main = join(place.dataDirectory, "releases.git/refs/heads/main");
    const commit = readFileSync(main);
    // Like git, by renaming.
    const write = (text: string | Buffer) => {
      writeFileSync(`${main}.new`, text);
      renameSync(`${main}.new`, main);
    };
    write("damaged\n");
    await expect.poll(asked).toEqual([503, 200]);
    write(commit);
    await expect.poll(asked).toEqual([200, 200]);
    expect(await portal.stop()).toBe(0);
  });

  test("keeps its secret to itself", async () => {
    const portal = await startPortal(place);
    await (await apiAs(portal.url, "requester")).dispose();
    expect(statSync(join(place.dataDirectory, "session-secret")).mode & 0o777).toBe(0o600);
    const secret = readFileSync(join(place.dataDirectory, "session-secret"), "utf8").trim();
    expect(portal.log()).not.toContain(secret);
    await portal.stop();
  });

  for (const [why, variables, said] of [
    ["on every address", { PORTAL_ADDRESS: "0.0.0.0" }, "PORTAL_ADDRESS is 0.0.0.0"],
    [
      "under a public URL that is not this machine",
      { PORTAL_URL: "https://portal.example.com" },
      "PORTAL_URL is https://",
    ],
    ["with settings that mean nothing", { PORT: "many", PORTAL_URL: "portal" }, 'PORT is "many"'],
  ] as const) {
    test(`does not start ${why}`, async () => {
      const result = await tryStart(place, variables);
      expect("code" in result && result.code).toBe(1);
      const log = "url" in result ? "" : result.log;
      expect(log).toContain("The portal does not start:");
      expect(log).toContain(said);
      expect(log).not.toMatch(/^\s+at /m);
    });
  }

  test("does not start on a port that is taken, and says how to choose another", async () => {
    const other = createServer().listen(place.port, "127.0.0.1");
    const result = await tryStart(place);
    expect("url" in result ? "" : result.log).toContain(`Another program already listens on port ${place.port}.`);
    other.close();
  });

  test("does not share a releases repository with another portal", async () => {
    const data = process.env.PORTAL_TEST_DATA ?? "";
    const result = await tryStart({ ...place, dataDirectory: data });
    expect("url" in result ? "" : result.log).toContain("Only one portal may use a releases repository.");
    expect((await fetch(`${portalUrl()}/readyz`)).status).toBe(200);
  });
});
