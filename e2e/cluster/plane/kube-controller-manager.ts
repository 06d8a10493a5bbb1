import { freePort } from "../processes/ports";
import type { Running } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";

/** Starts the controllers of Kubernetes itself; they also check the types in admission policies. */
export async function startKubeControllerManager(
  { supervisor, built }: Ground,
  { api, kubeconfig, serviceAccountKey, certificate }: ApiServer,
): Promise<Running> {
  const manager = supervisor.start({
    name: "kube-controller-manager",
    path: built.program("kube-controller-manager"),
    args: [
      `--kubeconfig=${kubeconfig}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${await freePort()}`,
      `--service-account-private-key-file=${serviceAccountKey}`,
      `--root-ca-file=${certificate}`,
      "--leader-elect=false",
    ],
  });
  // It makes a namespace's default service account as soon as it works.
  await untilReady(manager, async () => {
    const { code } = await api.send("GET", "/api/v1/namespaces/default/serviceaccounts/default");
    return code === 200;
  });
  return manager;
}
