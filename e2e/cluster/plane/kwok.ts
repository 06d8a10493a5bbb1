import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { applyAll, manifestsIn } from "../api/apply-files";
import type { Api } from "../api/client";
import { conditionOf } from "../api/conditions";
import { objectAt } from "../api/fields";
import { type Manifest, patch } from "../api/objects";
import { until, untilObject } from "../api/until";
import { accepted } from "../api/verdict";
import { answers } from "../processes/answers";
import { freePort } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";
import { butForNeverStarting, OWN_STAGES } from "./stages";

const NODE: Manifest = { apiVersion: "v1", kind: "Node", metadata: { name: "node-1" } };

/** More than any test asks for. What kwok would say by itself has no place for temporary files, and every chart asks for some. */
const CAPACITY = { cpu: "1000", memory: "4Ti", "ephemeral-storage": "16Ti", pods: "10000" };

/**
 * Starts kwok and a node for it: it plays the kubelet and storage, so that pods become ready and volumes are there, and
 * the operators that can't run here. CloudNativePG's CRDs must be served.
 */
export async function startKwok({ supervisor, built }: Ground, { api, kubeconfig }: ApiServer): Promise<Running> {
  const brought = built.files("kwok-stages").flatMap((file) => manifestsIn(readFileSync(file, "utf8"), file));
  const isStage = ({ kind }: Manifest) => kind === "Stage";
  const stages = brought
    .filter(isStage)
    .map((one) => (one.metadata.name === "pod-ready" ? butForNeverStarting(one) : one));
  const config = join(supervisor.folder, "kwok.yaml");
  writeFileSync(config, [...stages, ...OWN_STAGES].map((one) => stringify(one)).join("---\n"));
  // The default class of volumes, and the node.
  await applyAll(api, [...brought.filter((one) => !isStage(one)), NODE]);
  const sized = await patch(api, NODE, { status: { capacity: CAPACITY, allocatable: CAPACITY } }, { status: true });
  accepted(sized, "Sizing the node");
  await untilDescribed(api, "apis/postgresql.cnpg.io/v1");
  const port = await freePort();
  const kwok = supervisor.start({
    name: "kwok",
    path: built.program("kwok"),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--config=${config}`,
      "--manage-all-nodes=true",
      "--node-ip=10.0.0.1",
      "--cidr=10.244.0.0/16",
      "--node-lease-duration-seconds=40",
      `--server-address=127.0.0.1:${port}`,
    ],
  });
  await untilReady(kwok, () => answers(port, "/healthz"));
  await untilObject(api, NODE, "is ready", (node) => conditionOf(node, "Ready")?.status === "True");
  return kwok;
}

/** kwok ends at once when a stage is about a group that the API server does not describe yet. */
async function untilDescribed(api: Api, group: string): Promise<void> {
  await until(`${group} is described`, async () => {
    const { body } = await api.send("GET", "/openapi/v3");
    return Object.hasOwn(objectAt(body, "paths"), group) ? true : null;
  });
}
