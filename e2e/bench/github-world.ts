import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathOf } from "@/lib/domain/path";
import { kindOf } from "@/lib/domain/service";
import { buildManifest } from "@/lib/manifest/build";
import { openGithubReleases } from "@/lib/releases/github";
import { PATIENCE } from "@/lib/releases/github/client";
import type { GithubServer } from "@/tests/support/github/server";
import { startedGithub } from "@/tests/support/github/started";
import { readPlatform } from "../harness/platform";
import { leave, newPlace, type Place, type RunningPortal, startPortal } from "../harness/portal";
import { ROOT } from "../harness/root";
import { git } from "./fill";

/** Requests that one writer sends: more would have to wait a second for each write, as GitHub asks for. */
const EACH = 15;

/** A portal over a server in the shape of GitHub, with so many open pull requests in the tenant `acme`. */
export interface GithubWorld {
  server: GithubServer;
  place: Place;
  start(): Promise<RunningPortal>;
  /** Main's commit. */
  main(): Promise<string>;
  close(): Promise<void>;
}

/** Starts the server and fills it. The portal is started by whoever measures. */
export async function githubWorld(open: number): Promise<GithubWorld> {
  const world = await startedGithub();
  const { server, folder } = world;
  const directory = join(folder, "hub.git");
  const platform = readPlatform();
  const seal = "a long random text of the benchmark";
  const tenant = buildManifest(
    platform,
    "Tenant",
    { type: "tenant", tenant: "acme" },
    {
      name: "acme",
      owners: [{ kind: "User", name: "dev:requester", role: "edit" }],
    },
  );
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const first = (await git(directory, ["rev-parse", "refs/heads/main"])).trim();
  const head = `commit refs/heads/main\ncommitter bench <bench@example.com> ${Math.floor(Date.now() / 1000)} +0000\n`;
  const change = `from ${first}\nM 100644 inline acme/manifest.yaml\n${data(tenant)}`;
  await git(directory, ["fast-import", "--quiet"], `${head}${data("Make acme")}${change}`);

  for (let from = 0; from < open; from += EACH) {
    const releases = await openGithubReleases({
      directory: join(folder, `writer-${from}.git`),
      server: server.url,
      apiUrl: server.url,
      repository: server.fullName,
      branch: "main",
      credentials: { appId: server.accounts.appId, privateKey: server.accounts.privateKey },
      secret: seal,
      userPrefix: "github:",
      maxAge: 60_000,
      now: () => new Date(),
      patience: PATIENCE,
    });
    const base = (await releases.main()).commit;
    for (let nth = from; nth < Math.min(open, from + EACH); nth += 1) {
      const target = { type: "instance", tenant: "acme", service: "redis", name: `store-${nth}` } as const;
      await releases.submit({
        key: `bench-${nth}`,
        title: `New Redis ${target.name} in acme`,
        path: pathOf(target),
        content: buildManifest(platform, kindOf("redis"), target, { tenant: "acme", name: target.name }),
        base,
        by: { subject: "dev:requester", name: "requester", email: "requester@example.com" },
        groups: [],
      });
    }
    await releases.close();
  }

  const place = await newPlace();
  const settings = mkdtempSync(join(tmpdir(), "bench-github-"));
  const put = (name: string, text: string) => {
    writeFileSync(join(settings, name), text);
    return join(settings, name);
  };
  const text = readFileSync(join(ROOT, "platform.yaml"), "utf8");
  put(
    "platform.yaml",
    text
      .replace(/^gitServer: .*$/m, `gitServer: ${server.url}`)
      .replace(/^releasesRepository: .*$/m, `releasesRepository: ${server.fullName}`),
  );
  cpSync(join(ROOT, "charts"), join(settings, "charts"), { recursive: true });
  const variables = {
    PLATFORM_DIR: settings,
    GITHUB_APP_ID: server.accounts.appId,
    GITHUB_APP_PRIVATE_KEY_FILE: put("app.pem", server.accounts.privateKey),
    GITHUB_SEAL_FILE: put("seal", seal),
    GITHUB_API_URL: server.url,
  };
  return {
    server,
    place,
    start: () => startPortal(place, variables),
    main: async () => (await git(directory, ["rev-parse", "refs/heads/main"])).trim(),
    async close() {
      await leave(place);
      rmSync(settings, { recursive: true, force: true });
      await world.close();
    },
  };
}
