import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "@/lib/domain/platform";
import { applyFiles, manifestsIn } from "../api/apply-files";
import type { Api } from "../api/client";
import { conditionOf } from "../api/conditions";
import { apply, list, type Manifest } from "../api/objects";
import { until } from "../api/until";
import { applyDefinitions } from "../definitions/apply-definitions";
import { openPlatformView } from "../git/platform-view";
import { type GitServer, serveGit } from "../git/serve";
import type { Wanted } from "../programs/build";
import { MODULE_FILES, type ModuleFilesName } from "../programs/module-files";
import { PROGRAMS, type ProgramName } from "../programs/programs";
import { requireRedis } from "../programs/redis";
import { type ArgoCd, startArgoCd } from "./argocd";
import { startEtcd } from "./etcd";
import type { Ground } from "./ground";
import { startHelmController } from "./helm-controller";
import { startKro } from "./kro";
import { type ApiServer, startKubeApiserver } from "./kube-apiserver";
import { startKubeControllerManager } from "./kube-controller-manager";
import { startKubeScheduler } from "./kube-scheduler";
import { startKwok } from "./kwok";
import { startSourceController } from "./source-controller";

/** Everything that it takes from a commit to a running pod. */
export interface Chain {
  server: ApiServer;
  argoCd: ArgoCd;
  git: GitServer;
  /** With the repositories as `git` serves them. */
  platform: Platform;
  /** Ends what is not a process of its own. */
  close(): Promise<void>;
}

export interface ChainOptions {
  /** The checkout that charts and definitions come from, as of its HEAD. */
  checkout: string;
  /** The bare releases repository. */
  releases: string;
  /** Told of each step that is done. */
  report: (line: string) => void;
}

// The keys of constants.
export const CHAIN_NEEDS: Wanted = {
  programs: Object.keys(PROGRAMS) as ProgramName[],
  files: Object.keys(MODULE_FILES) as ModuleFilesName[],
};

/**
 * Starts a control plane with everything that deploys, and puts this platform on it: definitions, chart sources and
 * Argo CD's bootstrap. Resolves when every part of it is ready; rejects with what is not.
 */
export async function startChain(ground: Ground, { checkout, releases, report }: ChainOptions): Promise<Chain> {
  // Said before anything is started.
  requireRedis(process.env);
  const begin = Date.now();
  const did = (what: string) => report(`  ${((Date.now() - begin) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  const git = await serveGit();
  try {
    const [server, view] = await Promise.all([
      startEtcd(ground).then((etcd) => startKubeApiserver(ground, etcd)),
      openPlatformView({ checkout, folder: ground.supervisor.folder, gitServer: git.url }),
    ]);
    const { api } = server;
    const platform = view.platform();
    const { platformRepository, releasesRepository, branch, namespaces, controlNamespace } = platform;
    git.serve(platformRepository, view);
    git.serve(releasesRepository, { directory: releases, branch });
    did("etcd and the API server");
    const crds = (...names: ModuleFilesName[]) =>
      applyFiles(
        api,
        names.flatMap((name) => ground.built.files(name)),
      );
    // Each starts as soon as what it watches is there.
    const [argoCd] = await Promise.all([
      Promise.all([makeNamespace(api, namespaces.argocd), crds("argocd-crds")]).then(() =>
        startArgoCd(ground, server, namespaces.argocd),
      ),
      makeNamespace(api, controlNamespace),
      startKubeControllerManager(ground, server),
      startKubeScheduler(ground, server),
      startKro(ground, server),
      crds("cloudnative-pg-crds").then(() => startKwok(ground, server)),
      crds("source-controller-crds", "helm-controller-crds").then(() =>
        Promise.all([startSourceController(ground, server), startHelmController(ground, server)]),
      ),
    ]);
    did("controller manager, scheduler, kwok, KRO, Flux and Argo CD");
    await applyDefinitions(api, join(view.files, "definitions"), platform.group);
    for (const manifest of argocdBootstrap(view.files)) await apply(api, manifest);
    await untilFetched(api, controlNamespace);
    did("definitions and chart sources");
    return { server, argoCd, git, platform, close: () => git.close() };
  } catch (error) {
    await git.close();
    throw error;
  }
}

/**
 * What makes Argo CD deploy the platform and its releases: settings and projects first, then what refers to them.
 * In: the folder of all files as they are served.
 */
function argocdBootstrap(files: string): Manifest[] {
  const folder = join(files, "deploy", "argocd");
  const names = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const all = names.flatMap((file) => manifestsIn(readFileSync(join(folder, file), "utf8"), file));
  const isFirst = ({ kind }: Manifest) => kind === "ConfigMap" || kind === "AppProject";
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))];
}

async function makeNamespace(api: Api, name: string): Promise<void> {
  await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
}

/** Waits until Flux has the platform repository and each chart in it. */
async function untilFetched(api: Api, namespace: string): Promise<void> {
  const kinds = ["GitRepository", "HelmChart"];
  let waiting: string[] = [];
  await until(
    "The platform repository and its charts are fetched",
    async () => {
      const all = await Promise.all(
        kinds.map((kind) => list(api, { apiVersion: "source.toolkit.fluxcd.io/v1", kind }, { namespace })),
      );
      waiting = all
        .flat()
        .map((one) => ({ one, ready: conditionOf(one, "Ready") }))
        .filter(({ ready }) => ready?.status !== "True")
        .map(({ one, ready }) => `${one.kind} ${one.metadata.name}: ${ready?.message ?? "no status yet"}`);
      return waiting.length === 0 ? true : null;
    },
    { last: () => waiting.join("; ") },
  );
}
