import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Git } from "./git";
import { openLocalReleases } from "./local";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ROUNDS = 18;

/** Lets a process write and kills it `delay` ms after its `lines`th line; answers what it had acknowledged. */
function writeAndKill(
  directory: string,
  first: number,
  lines: number,
  delay: number,
  withChildren: boolean,
): Promise<string[]> {
  const args = ["--import", "tsx", "tests/releases-writer.ts", directory, String(first)];
  const env = { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.cli.json" };
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    let doomed = false;
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (doomed || child.pid === undefined || said.split("\n").length <= lines) return;
      doomed = true;
      // Killing the whole group takes git in the middle of its work too, as a power cut would.
      const victim = withChildren ? -child.pid : child.pid;
      setTimeout(() => process.kill(victim, "SIGKILL"), delay);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(said.split("\n").filter((line) => line.includes(" ")));
      else reject(new Error(`The writer ended by itself with ${code ?? signal ?? "nothing"}.`));
    });
  });
}

describe("a releases repository whose process is killed", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "killed-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("holds every acknowledged request, and each request whole or not at all", { timeout: 300_000 }, async () => {
    const directory = join(folder, "releases.git");
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const delay = (round * 17) % 100;
      const said = await writeAndKill(directory, round * 1000, 1 + (round % 4), delay, round % 2 === 1);
      for (const line of said) acknowledged.add(line);

      const releases = await openLocalReleases({ directory, branch: "main", now: () => new Date() });
      try {
        const git = new Git(directory);
        await git.run(["fsck", "--strict", "--no-dangling"]);
        const main = await releases.main();
        const requests = await releases.requests();
        const found = new Set<string>();
        for (const { number, path } of requests) {
          const detail = await releases.request(number);
          const place = /cache-(\d+)/.exec(path)?.[1] ?? "";
          expect(detail).toMatchObject({ after: `place: ${place}\n`, otherPaths: [], handEdited: false });
          found.add(`opened ${path}`);
          if (detail?.state === "merged") found.add(`merged ${path}`);
          // Merged is what main has, and nothing else.
          expect(detail?.state).toBe(main.entry(path) ? "merged" : "waiting");
        }
        for (const line of acknowledged) expect(found).toContain(line);
        const branches = await git.text(["for-each-ref", "--format=%(refname)", "refs/heads/requests/"]);
        const open = requests
          .filter(({ state }) => state === "waiting")
          .map(({ number }) => `refs/heads/requests/${number}`);
        expect(
          branches
            .split("\n")
            .filter((ref) => ref !== "")
            .sort(),
        ).toEqual(open.sort());
      } finally {
        await releases.close();
      }
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
  });
});
