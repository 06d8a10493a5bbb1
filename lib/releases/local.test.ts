import { execFileSync } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeReleases } from "./contract";
import { admin, LINES, ORDERS, requester } from "./contract-bench";
import type { Example } from "./example";
import { Git } from "./git";
import { type LocalReleases, openLocalReleases } from "./local";
import { localHarness, testClock } from "./local-harness";
import type { Submission } from "./port";

describeReleases("A bare repository on this machine", localHarness);

const example: Example = {
  manifests: [
    { path: "example/manifest.yaml", content: "tenant: 1\n" },
    { path: "example/webapp/shop/manifest.yaml", content: "webapp: 1\n" },
    { path: "example/postgres/orders/manifest.yaml", content: "postgres: 1\n" },
  ],
  request: {
    title: "Change",
    path: "example/webapp/shop/manifest.yaml",
    content: "webapp: 2\n",
    by: requester,
    groups: [],
  },
};

describe("branches of requests on this machine", () => {
  let harness: Awaited<ReturnType<typeof localHarness>>;
  const send = async (changes: Partial<Submission> = {}) => {
    const base = (await harness.releases.main()).commit;
    const fresh = { key: "k", title: "Create", path: ORDERS, content: LINES, base, by: requester, groups: [] };
    return harness.releases.submit({ ...fresh, ...changes });
  };

  beforeEach(async () => {
    harness = await localHarness();
  });
  afterEach(() => harness.close());

  it("are not needed: a request whose branch somebody deleted goes on and is merged", async () => {
    const outcome = await send();
    const head = "request" in outcome ? outcome.request.head : "";
    await harness.hand.deleteBranch(1);
    expect(await harness.releases.request(1)).toMatchObject({ state: "waiting", head, after: LINES });
    expect(await send({ key: "other", by: admin })).toMatchObject({ outcome: "taken" });
    const main = (await harness.releases.main()).commit;
    expect(await harness.releases.merge(1, { head, main, by: admin, text: "" })).toMatchObject({ outcome: "merged" });
  });

  it("keep their number from every request when somebody else made them", async () => {
    await send();
    await harness.hand.commit(6, ORDERS, "a: 2\n");
    expect(await send({ key: "other", path: "acme/manifest.yaml" })).toMatchObject({ request: { number: 7 } });
  });
});

describe("a bare repository on this machine", () => {
  let folder = "";
  let directory = "";
  const opened: LocalReleases[] = [];
  const now = testClock();
  const open = async (options: { example?: Example } = {}) => {
    const releases = await openLocalReleases({ directory, branch: "main", now, ...options });
    opened.push(releases);
    return releases;
  };
  const send = async (releases: LocalReleases, path = ORDERS) => {
    const { commit } = await releases.main();
    return releases.submit({
      key: path,
      title: "Create",
      path,
      content: LINES,
      base: commit,
      by: requester,
      groups: [],
    });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "local-"));
    directory = join(folder, "deep", "releases.git");
  });
  afterEach(async () => {
    for (const releases of opened.splice(0)) await releases.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("is made on the first start, with a branch that has a commit and nothing in it", async () => {
    const main = await (await open()).main();
    expect(main.tenants()).toEqual([]);
    expect(main.foreign()).toEqual([]);
    const clone = join(folder, "clone");
    execFileSync("git", ["clone", "-q", directory, clone]);
    expect(execFileSync("git", ["-C", clone, "rev-parse", "HEAD"]).toString().trim()).toBe(main.commit);
  });

  it("takes pushes to branches, and none to what was said about requests", async () => {
    await send(await open());
    const clone = join(folder, "clone");
    const git = (...args: string[]) => execFileSync("git", ["-C", clone, ...args], { stdio: "pipe" }).toString();
    execFileSync("git", ["clone", "-q", directory, clone]);
    expect(git("ls-remote", "origin")).toContain("refs/heads/requests/1");
    git("push", "-q", "origin", "HEAD:refs/heads/requests/9");
    expect(() => git("push", "-q", "origin", "HEAD:refs/requests/9")).toThrow();
    expect(() => git("push", "-q", "--force", "origin", "HEAD:refs/requests/1")).toThrow();
  });

  it("refuses a second portal and names the first, until that one is closed", async () => {
    const releases = await open();
    await expect(open()).rejects.toThrow(`in use by process ${process.pid}`);
    await releases.close();
    await open();
  });

  it("takes over from a portal that is gone", async () => {
    await (await open()).close();
    const lock = join(directory, "portal.lock");
    const { host } = await writeLock(lock, { pid: 2 ** 22 + 1, started: "1" });
    await (await open()).close();
    // The number is another process's by now.
    await writeLock(lock, { pid: process.pid, started: "1", host });
    await (await open()).close();
    // Killed while it wrote the lock.
    await writeFile(lock, '{"pid":');
    await (await open()).close();
  });

  it("starts again after a kill that left locks on refs", async () => {
    await (await open()).close();
    for (const name of ["refs/heads/main.lock", "packed-refs.lock"]) await writeFile(join(directory, name), "");
    expect(await send(await open())).toMatchObject({ outcome: "opened" });
  });

  it("gives an open request its branch back when it starts", async () => {
    const releases = await open();
    await send(releases);
    await releases.close();
    const git = new Git(directory);
    const head = await git.text(["rev-parse", "refs/heads/requests/1"]);
    await git.run(["update-ref", "-d", "refs/heads/requests/1"]);
    await open();
    expect(await git.text(["rev-parse", "refs/heads/requests/1"])).toBe(head);
  });

  it("reads a request from before groups were kept as one of a requester without groups", async () => {
    const releases = await open();
    await send(releases);
    await releases.close();
    const git = new Git(directory);
    const log = await git.text(["cat-file", "commit", "refs/requests/1"]);
    expect(log).toContain(',"groups":[]');
    const old = await git.text(["hash-object", "-t", "commit", "-w", "--stdin"], {
      input: `${log.replace(',"groups":[]', "")}\n`,
    });
    await git.run(["update-ref", "refs/requests/1", old]);
    expect(await (await open()).request(1)).toMatchObject({ by: requester, requesterGroups: [] });
  });

  it("stays sound and complete through housekeeping while two hundred requests arrive at once", async () => {
    const releases = await open();
    const paths = Array.from({ length: 200 }, (_, place) => `acme/redis/cache-${place}/manifest.yaml`);
    const sent = await Promise.all(paths.map((path) => send(releases, path)));
    expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(["opened"]));
    for (const { number, head } of (await releases.requests()).slice(0, 60))
      await releases.remark(number, { type: "commented", head, text: "Seen.", by: admin });
    await releases.close();
    // By now a round has packed refs and objects.
    expect((await stat(join(directory, "packed-refs"))).size).toBeGreaterThan(200 * 41);
    await new Git(directory).run(["fsck", "--strict", "--no-dangling"]);
    const requests = await (await open()).requests();
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(paths));
  }, 120_000);

  it("writes merges that say who asked and who reviewed, and no trailer that people can forge", async () => {
    const releases = await open();
    const base = (await releases.main()).commit;
    const title = "Create\n\nReviewed-by: nobody";
    await releases.submit({ key: "k", title, path: ORDERS, content: LINES, base, by: requester, groups: [] });
    const head = (await releases.request(1))?.head ?? "";
    await releases.merge(1, { head, main: base, by: admin, text: "x\n\nRequest: 99\nReviewed-by: nobody" });
    const git = new Git(directory);
    expect(await git.text(["log", "-1", "--format=%an <%ae> %cn %s%n%(trailers)", "main"])).toBe(
      [
        "requester <requester@example.com> platform-admin Create Reviewed-by: nobody",
        "Request: 1",
        "Requested-by: dev:requester",
        "Reviewed-by: dev:platform-admin",
        "",
      ].join("\n"),
    );
    expect((await git.text(["rev-list", "--parents", "-1", "main"])).split(" ")).toHaveLength(3);
  });

  describe("with an example", () => {
    it("brings it in when it is new, once, with a request that waits", async () => {
      const releases = await open({ example });
      expect(await releases.example()).toEqual({ tenants: ["example"] });
      expect((await releases.main()).instances("example")).toHaveLength(2);
      expect(await releases.requests()).toMatchObject([{ number: 1, state: "waiting", type: "update" }]);
      await releases.close();
      const again = await open({ example });
      expect(await again.requests()).toHaveLength(1);
    });

    it("finishes what a killed start left half done", async () => {
      const git = new Git(directory);
      const releases = await open({ example });
      const first = await git.text(["rev-parse", "refs/portal/example^"]);
      await releases.close();
      for (const moveMain of [false, true]) {
        // The mark was written, and perhaps main, but no request.
        if (moveMain) await git.run(["update-ref", "refs/heads/main", first]);
        for (const ref of ["refs/requests/1", "refs/heads/requests/1"]) await git.run(["update-ref", "-d", ref]);
        const again = await open({ example });
        expect((await again.main()).instances("example")).toHaveLength(2);
        expect(await again.requests()).toMatchObject([{ number: 1, state: "waiting" }]);
        await again.close();
      }
    });

    it("removes it with everything in it, and it does not come back", async () => {
      const releases = await open({ example });
      await send(releases);
      await send(releases, "example/redis/cache/manifest.yaml");
      await releases.removeExample(admin);
      await releases.removeExample(admin);
      expect(await releases.example()).toBeNull();
      expect(await releases.request(1)).toMatchObject({ events: [{}, { type: "withdrawn", by: admin }] });
      expect((await releases.main()).foreign()).toEqual([]);
      expect((await releases.main()).instanceCount()).toBe(0);
      expect((await releases.requests()).map(({ state }) => state)).toEqual(["withdrawn", "waiting", "withdrawn"]);
      await releases.close();
      const again = await open({ example });
      expect(await again.example()).toBeNull();
      expect((await again.main()).tenants()).toEqual([]);
    });

    it("brings nothing into a repository that is in use", async () => {
      const releases = await open();
      await send(releases);
      await releases.close();
      const again = await open({ example });
      expect(await again.example()).toBeNull();
      expect(await again.requests()).toHaveLength(1);
    });
  });
});

async function writeLock(file: string, holder: { pid: number; started: string; host?: string }) {
  const whole = { host: hostname(), ...holder };
  await writeFile(file, JSON.stringify(whole));
  return whole;
}
