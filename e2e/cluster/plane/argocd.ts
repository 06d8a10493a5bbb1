import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create, type Manifest } from "../api/objects";
import { accepted } from "../api/verdict";
import { answers } from "../processes/answers";
import { freePorts } from "../processes/ports";
import type { Start } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import type { ApiServer } from "./kube-apiserver";
import { startRedis } from "./redis";

/** Where Argo CD answers for the specs. */
export interface ArgoCd {
  /** The applicationset-controller's webhook. */
  webhook: string;
}

type Program = "repo-server" | "application-controller" | "applicationset-controller";

/**
 * Starts Argo CD without its web server: repo-server, application-controller and applicationset-controller, and the
 * Redis that they share. In: the namespace that it lives in, which must be there like its CRDs.
 */
export async function startArgoCd(ground: Ground, server: ApiServer, namespace: string): Promise<ArgoCd> {
  const [redis] = await Promise.all([startRedis(ground.supervisor), writeSettings(server, namespace)]);
  const ports = await freePorts(6);
  const [repo = 0, repoMetrics = 0, metrics = 0, setMetrics = 0, probe = 0, webhook = 0] = ports;
  const start = starter(ground, server.kubeconfig);
  const repoServer = start("repo-server", [
    "--address=127.0.0.1",
    `--port=${repo}`,
    "--metrics-address=127.0.0.1",
    `--metrics-port=${repoMetrics}`,
    `--redis=${redis}`,
    "--disable-tls",
    // Its default is a file that isn't there, and without TLS it refuses to start because of that.
    "--client-ca-path=",
    // How long a commit may go unseen; the default is three minutes.
    "--revision-cache-expiration=5s",
  ]);
  const controller = start("application-controller", [
    `--namespace=${namespace}`,
    `--redis=${redis}`,
    `--repo-server=127.0.0.1:${repo}`,
    "--repo-server-plaintext",
    "--app-resync=10",
    // Up to a minute would be added to that.
    "--app-resync-jitter=0",
    "--persist-resource-health",
    // It has no setting for the address, and answers on every one.
    `--metrics-port=${metrics}`,
  ]);
  const sets = start("applicationset-controller", [
    `--namespace=${namespace}`,
    `--argocd-repo-server=127.0.0.1:${repo}`,
    "--repo-server-plaintext",
    `--metrics-addr=127.0.0.1:${setMetrics}`,
    `--probe-addr=127.0.0.1:${probe}`,
    `--webhook-addr=127.0.0.1:${webhook}`,
  ]);
  await Promise.all([
    untilReady(repoServer, () => answers(repoMetrics, "/healthz?full=true")),
    untilReady(controller, () => answers(metrics, "/healthz")),
    // It serves a health check that knows nothing; its metrics know whether its controller was started.
    untilReady(sets, async () => (await textOf(setMetrics)).includes('reconciles{controller="applicationset"}')),
  ]);
  return { webhook: `http://127.0.0.1:${webhook}/api/webhook` };
}

async function textOf(metrics: number): Promise<string> {
  return await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
}

/** One binary is all of its programs, told apart by a variable. */
function starter({ supervisor, built }: Ground, kubeconfig: string) {
  const folder = join(supervisor.folder, "argocd");
  const bin = join(folder, "bin");
  for (const name of ["bin", "tls", "ssh", "gpg", "gpg-home", "plugins"])
    mkdirSync(join(folder, name), { recursive: true });
  // The repo-server runs it for each commit, also where it checks no signatures.
  writeFileSync(join(bin, "git-verify-wrapper.sh"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  return (program: Program, args: readonly string[]) => {
    const temporary = join(folder, `tmp-${program}`);
    mkdirSync(temporary);
    const env: Start["env"] = {
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      HOME: folder,
      TMPDIR: temporary,
      KUBECONFIG: kubeconfig,
      ARGOCD_BINARY_NAME: `argocd-${program}`,
      ARGOCD_FAKE_IN_CLUSTER: "true",
      ARGOCD_GPG_ENABLED: "false",
      ARGOCD_TLS_DATA_PATH: join(folder, "tls"),
      ARGOCD_SSH_DATA_PATH: join(folder, "ssh"),
      ARGOCD_GPG_DATA_PATH: join(folder, "gpg"),
      ARGOCD_GNUPGHOME: join(folder, "gpg-home"),
      ARGOCD_PLUGINSOCKFILEPATH: join(folder, "plugins"),
    };
    return supervisor.start({ name: `argocd-${program}`, path: built.program("argocd"), args, env });
  };
}

/**
 * The settings that an installation of Argo CD comes with. They are created and not applied, so that what the platform
 * applies to them later has another owner and takes nothing away.
 */
async function writeSettings({ api }: ApiServer, namespace: string): Promise<void> {
  const metadata = (name: string) => ({ namespace, name, labels: { "app.kubernetes.io/part-of": "argocd" } });
  const settings: Manifest[] = [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: metadata("argocd-cm"),
      data: { "timeout.reconciliation": "10s", "timeout.reconciliation.jitter": "0s" },
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: metadata("argocd-secret"),
      // Without it there is no web hook. Nobody signs in here.
      stringData: { "server.secretkey": randomBytes(32).toString("hex") },
    },
  ];
  for (const one of settings) accepted(await create(api, one), `Creating ${one.metadata.name}`);
}
