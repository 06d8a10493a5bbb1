import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { answers } from "../processes/answers";
import { freePorts } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";

/** Starts Flux's helm-controller, which installs the releases. Its CRDs must be served. */
export async function startHelmController({ supervisor, built }: Ground, { kubeconfig }: ApiServer): Promise<Running> {
  const folder = join(supervisor.folder, "helm-controller");
  mkdirSync(folder);
  const [metrics = 0, health = 0] = await freePorts(2);
  const controller = supervisor.start({
    name: "helm-controller",
    path: built.program("helm-controller"),
    args: [
      `--metrics-addr=127.0.0.1:${metrics}`,
      `--health-addr=127.0.0.1:${health}`,
      // Its default is ten minutes.
      "--graceful-shutdown-timeout=1s",
      // Else a fix that was merged waits until the broken release has used up its time (platform.yaml, timeouts).
      "--feature-gates=CancelHealthCheckOnNewRevision=true",
    ],
    // It knows no flag for a kubeconfig.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, KUBECONFIG: kubeconfig },
  });
  await untilReady(controller, () => answers(health, "/readyz"));
  return controller;
}
