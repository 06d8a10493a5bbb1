import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { answersTls } from "../processes/answers";
import { freePort } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";

/** Starts the scheduler, which gives each pod its node. */
export async function startKubeScheduler({ supervisor, built }: Ground, { kubeconfig }: ApiServer): Promise<Running> {
  const pki = join(supervisor.folder, "scheduler-pki");
  mkdirSync(pki);
  const port = await freePort();
  const scheduler = supervisor.start({
    name: "kube-scheduler",
    path: built.program("kube-scheduler"),
    args: [
      `--kubeconfig=${kubeconfig}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      // It writes its own certificate there.
      `--cert-dir=${pki}`,
      "--leader-elect=false",
    ],
  });
  await untilReady(scheduler, () => answersTls(port, "/readyz", join(pki, "kube-scheduler.crt")));
  return scheduler;
}
