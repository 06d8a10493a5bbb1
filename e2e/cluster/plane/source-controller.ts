import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { answers } from "../processes/answers";
import { freePorts } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";

/** Starts Flux's source-controller, which fetches the charts. Its CRDs must be served. */
export async function startSourceController(
  { supervisor, built }: Ground,
  { kubeconfig }: ApiServer,
): Promise<Running> {
  const folder = join(supervisor.folder, "source-controller");
  const temporary = join(folder, "tmp");
  mkdirSync(temporary, { recursive: true });
  const [storage = 0, metrics = 0, health = 0] = await freePorts(3);
  const controller = supervisor.start({
    name: "source-controller",
    path: built.program("source-controller"),
    args: [
      `--storage-path=${folder}`,
      `--storage-addr=127.0.0.1:${storage}`,
      `--storage-adv-addr=127.0.0.1:${storage}`,
      `--metrics-addr=127.0.0.1:${metrics}`,
      `--health-addr=127.0.0.1:${health}`,
    ],
    // It knows no flag for a kubeconfig.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: temporary, KUBECONFIG: kubeconfig },
  });
  await untilReady(controller, () => answers(health, "/readyz"));
  return controller;
}
