import { applyFiles } from "../api/apply-files";
import { freePorts } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";

/**
 * Applies KRO's own CRDs and starts KRO. It must not delete CRDs: with `--allow-crd-deletion` a definition that goes
 * away takes every instance of its kind along.
 */
export async function startKro({ supervisor, built }: Ground, { api, kubeconfig }: ApiServer): Promise<Running> {
  await applyFiles(api, built.files("kro-crds"));
  const [metrics = 0, health = 0] = await freePorts(2);
  const kro = supervisor.start({
    name: "kro",
    path: built.program("kro"),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--metrics-bind-address=127.0.0.1:${metrics}`,
      `--health-probe-bind-address=127.0.0.1:${health}`,
      // Its default is a port on every address.
      "--pprof-bind-address=0",
      // Tests come with many definitions at once; one at a time, thirty took 41 seconds.
      "--resource-graph-definition-concurrent-reconciles=4",
      "--graph-revision-concurrent-reconciles=4",
      "--dynamic-controller-concurrent-reconciles=4",
      "--dynamic-controller-rate-limiter-rate-limit=100",
      "--rgd-progress-requeue-delay=300ms",
      "--instance-requeue-interval=500ms",
    ],
  });
  await untilReady(kro, async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok);
  return kro;
}
