import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulate } from "@/lib/cluster/simulated/simulate";
import type { Desired } from "@/lib/domain/desired";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { kindOf } from "@/lib/domain/service";
import { serviceOf, type Target } from "@/lib/domain/target";
import { applyFiles } from "../cluster/api/apply-files";
import { create, type Manifest, patch } from "../cluster/api/objects";
import { accepted } from "../cluster/api/verdict";
import { startEtcd } from "../cluster/plane/etcd";
import { type ApiServer, startKubeApiserver } from "../cluster/plane/kube-apiserver";
import { applyPlainKinds } from "../cluster/portal/plain-kinds";
import { openSupervisor } from "../cluster/processes/supervisor";
import { buildPrograms } from "../cluster/programs/build";
import { inLanes } from "../cluster/proof/in-lanes";
import { readPlatform } from "../harness/platform";

const PLATFORM = readPlatform();
/** More than the API server works on at once brings nothing. */
const LANES = 16;
/** Seconds after the merge by which everything is ready. */
const LONG_AFTER = 90;

/** A real API server without any controller: what its objects say is what was written. */
export interface LiveWorld {
  server: ApiServer;
  close(): Promise<void>;
}

/** Starts etcd and the API server with Argo CD's and Flux's own kinds, and with ours as kinds that nobody reconciles. */
export async function openLiveWorld(): Promise<LiveWorld> {
  const report = (line: string) => console.log(line);
  const built = await buildPrograms(
    { programs: ["etcd", "kube-apiserver"], files: ["argocd-crds", "helm-controller-crds"] },
    { env: process.env, report },
  );
  const supervisor = openSupervisor(mkdtempSync(join(tmpdir(), "bench-cluster-")));
  try {
    const ground = { supervisor, built };
    const server = await startKubeApiserver(ground, await startEtcd(ground));
    await applyFiles(server.api, [...built.files("argocd-crds"), ...built.files("helm-controller-crds")]);
    await applyPlainKinds(server.api, PLATFORM.group, ["Tenant", "Postgres", "Redis"], PLATFORM.version);
    return { server, close: () => supervisor.close() };
  } catch (error) {
    await supervisor.close();
    throw error;
  }
}

/** Writes an Application, a custom resource and a HelmRelease for each target, with the statuses of what has long been ready. */
export async function writeReady({ server }: LiveWorld, targets: readonly Target[], commit: string, mergedAt: string) {
  const tenants = [...new Set(targets.map(({ tenant }) => tenant))];
  const namespaces = [PLATFORM.controlNamespace, PLATFORM.namespaces.argocd, ...tenants];
  await inLanes(namespaces, LANES, (name) =>
    write(server, { apiVersion: "v1", kind: "Namespace", metadata: { name } }),
  );
  await inLanes(targets, LANES, async (target) => {
    for (const object of headsOf(target, commit, mergedAt)) await write(server, object);
  });
}

function headsOf(target: Target, commit: string, mergedAt: string): KubernetesObject[] {
  const service = serviceOf(target);
  const desired: Desired = {
    commit,
    mergedAt,
    values: {},
    objects: [],
    service: { name: service, kind: kindOf(service), chartVersion: "0.1.0" },
  };
  const now = new Date(Date.parse(mergedAt) + LONG_AFTER * 1000);
  const { application, instance, release } = simulate(target, desired, PLATFORM, now, "summary");
  return [application, instance, release].flatMap((object) => {
    if (object === null) return [];
    // What only the server may say is left to it.
    const { name, namespace, labels } = object.metadata;
    const metadata = { name, ...(namespace && { namespace }), ...(labels && { labels }) };
    return [{ ...object, metadata, status: complete(object.status ?? {}) } as KubernetesObject];
  });
}

/** What Argo CD's and Flux's own kinds ask for beside what anybody reads. */
function complete({ operationState, history, ...status }: JsonObject): JsonObject {
  const made: JsonObject = { ...status };
  if (isObject(operationState)) {
    const syncResult = {
      source: { repoURL: "" },
      ...(isObject(operationState.syncResult) && operationState.syncResult),
    };
    made.operationState = { operation: {}, ...operationState, syncResult };
  }
  if (Array.isArray(history)) made.history = history.map((one) => ({ digest: "sha256:", ...(isObject(one) && one) }));
  return made;
}

async function write({ api }: ApiServer, object: Manifest | KubernetesObject): Promise<void> {
  // An object that was read is one that can be written.
  const manifest = object as Manifest;
  const doing = `Writing ${object.kind} ${object.metadata.name}`;
  accepted(await create(api, manifest, { fieldValidation: "Ignore" }), doing);
  const { status } = manifest;
  if (status === undefined || object.kind === "Application") return;
  accepted(await patch(api, manifest, { status }, { status: true, fieldValidation: "Ignore" }), doing);
}
