import "server-only";
import http, { type IncomingMessage } from "node:http";
import https, { type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { ApiFailure, failureOfStatus } from "./failure";

/**
 * Where a cluster's address and the portal's credentials are: the files of KUBECONFIG in their order, or the pod's own
 * account, whose files lie below `root` where that isn't the machine's own.
 */
export type ClusterAccess = { kubeconfig: readonly string[] } | { inCluster: true; root?: string };

/** A good answer whose body is still to come. */
export interface Asked {
  body: IncomingMessage;
  /** Lets go of the body, read or not. */
  close(): void;
}

/** How to ask. */
export interface AskOptions {
  signal: AbortSignal;
  /** Milliseconds until the first byte of the answer. */
  patience: number;
  accept?: string;
  /** True for an answer that goes on for minutes: it takes no connection from the questions of pages. */
  lasting?: boolean;
}

/** A way to ask one API server. */
export interface Connection {
  /** `https://10.0.0.1:6443` */
  server: string;
  /**
   * Sends a GET.
   * @param path with its query: `/api/v1/pods?limit=500`.
   * @throws ApiFailure, or Node's own error when nothing was answered.
   */
  ask(path: string, of: AskOptions): Promise<Asked>;
  close(): void;
}

/** Connections kept open for questions: a page asks for some twenty objects at once. */
const SOCKETS = 64;
/** Milliseconds between the signs of life that the kernel asks of a silent connection. */
const SIGN_OF_LIFE = 15_000;

/**
 * Opens a connection; nothing is asked yet.
 * @throws Error with a sentence for whoever runs the portal, when the settings can't be used.
 */
export async function openConnection(access: ClusterAccess): Promise<Connection> {
  const config = await readConfig(access);
  const cluster = config.getCurrentCluster();
  const where = "kubeconfig" in access ? `The kubeconfig ${access.kubeconfig.join(", ")}` : "The pod's own account";
  if (!cluster)
    throw new Error(
      `${where} has no current context with a cluster in it. Set one with \`kubectl config use-context\`.`,
    );
  if (!URL.canParse(cluster.server))
    throw new Error(`${where} names the server "${cluster.server}", which is no address.`);
  const server = new URL(cluster.server);
  const secure = server.protocol === "https:";
  if (!secure && !cluster.skipTLSVerify)
    throw new Error(
      `${where} names the server ${cluster.server}, to which everything would go unencrypted. Use https, or set insecure-skip-tls-verify.`,
    );
  const { Agent } = secure ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  // How many watches there are is bounded by who begins them. One that has to wait for another's end would never begin.
  const lastingAgent = new Agent({ keepAlive: true });

  return {
    server: server.origin,
    close: () => {
      agent.destroy();
      lastingAgent.destroy();
    },
    ask: async (path, { signal, patience, accept = "application/json", lasting = false }) => {
      const options: RequestOptions = { headers: { accept } };
      // Anew each time: tokens run out, files of tokens and certificates are replaced, plugins answer something else.
      await config.applyToHTTPSOptions(options);
      // The library's agent opens a connection for each question and keeps the first certificate; only it knows proxies.
      if (!cluster.proxyUrl) options.agent = lasting ? lastingAgent : agent;
      return send(new URL(`${server.pathname.replace(/\/$/, "")}${path}`, server), options, signal, patience);
    },
  };
}

async function readConfig(access: ClusterAccess): Promise<KubeConfig> {
  // It takes half a second and 80 MB, which a portal without a cluster doesn't pay.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if ("inCluster" in access) {
    config.loadFromCluster(access.root);
    return config;
  }
  for (const [at, file] of access.kubeconfig.entries())
    try {
      if (at === 0) config.loadFromFile(file);
      else {
        const more = new KubeConfig();
        more.loadFromFile(file);
        config.mergeConfig(more, true);
      }
    } catch (error) {
      throw new Error(
        `KUBECONFIG names ${file}, which can't be used: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  return config;
}

function send(url: URL, options: RequestOptions, signal: AbortSignal, patience: number): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    const asked = request(url, { ...options, signal }, (body) => {
      clearTimeout(timer);
      const failure = failureOfStatus(body.statusCode ?? 0);
      if (failure === null) {
        resolve({ body, close: () => asked.destroy() });
        return;
      }
      // Read to its end, so that the connection can be used again.
      body.resume();
      reject(new ApiFailure(failure));
    });
    const timer = setTimeout(
      () => asked.destroy(new ApiFailure({ type: "away", why: `no answer within ${Math.round(patience / 1000)} s` })),
      patience,
    );
    asked.on("socket", (socket) => socket.setKeepAlive(true, SIGN_OF_LIFE));
    asked.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}
