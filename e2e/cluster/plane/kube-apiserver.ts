import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Api, type Connection, connectApi } from "../api/client";
import { freePort } from "../processes/ports";
import type { Running, Start } from "../processes/supervisor";
import { untilReady } from "../processes/until-ready";
import type { Ground } from "./ground";
import { writeServiceAccountKey } from "./keys";
import { writeKubeconfig } from "./kubeconfig";
import { ADMIN, type User, writeTokens } from "./users";

/** An API server that answers. */
export interface ApiServer {
  process: Running;
  /** Starts it once more where it was, after its process has ended; resolves when it answers. */
  restart(): Promise<void>;
  url: string;
  /** As the admin. */
  api: Api;
  /** How to reach it as one of its users. Throws for a name that it does not know. */
  connection(user?: string): Connection;
  /** The admin's kubeconfig. */
  kubeconfig: string;
  serviceAccountKey: string;
  /** The file with its certificate, which is its own authority. */
  certificate: string;
}

/**
 * Starts an API server. In: where etcd is, and who is known beside the admin.
 */
export async function startKubeApiserver(
  { supervisor, built }: Ground,
  etcd: string,
  users: readonly User[] = [],
): Promise<ApiServer> {
  const pki = join(supervisor.folder, "pki");
  mkdirSync(pki, { recursive: true });
  const port = await freePort();
  const key = writeServiceAccountKey(pki);
  const { file, tokens } = writeTokens(pki, users);
  const program: Start = {
    name: "kube-apiserver",
    path: built.program("kube-apiserver"),
    args: [
      `--etcd-servers=${etcd}`,
      `--secure-port=${port}`,
      "--bind-address=127.0.0.1",
      // It writes its own certificate there.
      `--cert-dir=${pki}`,
      `--token-auth-file=${file}`,
      "--authorization-mode=RBAC",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      "--service-cluster-ip-range=10.0.0.0/24",
      "--allow-privileged=true",
    ],
  };
  const certificate = join(pki, "apiserver.crt");
  const url = `https://127.0.0.1:${port}`;
  const connection = (user = ADMIN.name): Connection => {
    const token = tokens.get(user);
    if (token === undefined) throw new Error(`The API server knows no user ${user}.`);
    return { url, certificate: readFileSync(certificate, "utf8"), token };
  };
  let api: Api | null = null;
  const launch = async () => {
    const server = supervisor.start(program);
    await untilReady(server, async () => {
      // The certificate comes with the server's start.
      api ??= connectApi(connection());
      return (await api.send("GET", "/readyz")).code === 200;
    });
    return server;
  };
  let server = await launch();
  api ??= connectApi(connection());
  const kubeconfig = writeKubeconfig(join(supervisor.folder, "kubeconfig"), connection());
  return {
    get process() {
      return server;
    },
    restart: async () => {
      server = await launch();
    },
    url,
    api,
    connection,
    kubeconfig,
    serviceAccountKey: key,
    certificate,
  };
}
