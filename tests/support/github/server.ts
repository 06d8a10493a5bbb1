import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerByGit } from "@/e2e/cluster/git/http-backend";
import { Accounts } from "./accounts";
import { type Allowance, bodyOf, notFound, Refusal, send } from "./answer";
import { Faults, play } from "./faults";
import { Pulls } from "./pulls";
import { BareRepository } from "./repository";
import { routesOf } from "./routes";

export interface GithubServerOptions {
  /** The bare repository that it stands in front of; it has a first commit. */
  directory: string;
  branch: string;
  now: () => Date;
}

/**
 * A server in the shape of GitHub, for one repository: its REST API as far as the portal uses it, over a real bare
 * repository that it also serves by smart HTTP. Only 127.0.0.1 reaches it.
 */
export interface GithubServer {
  /** Where the API is, and where git finds `owner/name.git`. */
  url: string;
  fullName: string;
  accounts: Accounts;
  pulls: Pulls;
  faults: Faults;
  allowance: Allowance;
  /** Every call of the API so far, as `POST /repos/o/r/pulls`; fetches by git are none. */
  calls: string[];
  /** How long (ms) each answer is held back, git's included. */
  latency: number;
  close(): Promise<void>;
}

const FULL_NAME = "acme-platform/releases";

/** Starts the server on a free port. */
export async function startGithub({ directory, branch, now }: GithubServerOptions): Promise<GithubServer> {
  const accounts = new Accounts();
  const pulls = new Pulls(FULL_NAME, branch, new BareRepository(directory), now);
  const faults = new Faults();
  const allowance: Allowance = { limit: 5000, used: 0 };
  const calls: string[] = [];
  const routes = routesOf(pulls, accounts);

  /** GitHub works on one repository's refs one call at a time, or looks as if it did. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };

  const byGit = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const path = url.pathname.slice(`/${FULL_NAME}.git`.length);
    const { type } = accounts.callerOf(request.headers.authorization);
    if (type !== "account") throw notFound();
    await inTurn(() => pulls.sync());
    answerByGit(
      { directory, branch, others: ["refs/heads/", "refs/pull/"] },
      path,
      url.search.slice(1),
      request,
      response,
    );
  };

  const byApi = async (request: IncomingMessage, url: URL) => {
    const caller = accounts.callerOf(request.headers.authorization);
    const body = await bodyOf(request);
    await pulls.sync();
    const user = caller.type === "account" ? caller.user : accounts.bot;
    for (const { method, path, answer } of routes) {
      const found = method === request.method ? path.exec(decodeURIComponent(url.pathname)) : null;
      if (found) return answer({ parts: found.slice(1), url, body, user, caller });
    }
    throw notFound();
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const isGit = url.pathname.startsWith(`/${FULL_NAME}.git/`);
    const call = `${request.method} ${url.pathname}`;
    if (!isGit) calls.push(call);
    if (server.latency > 0) await new Promise((resolve) => setTimeout(resolve, server.latency));
    if (isGit) return byGit(request, response, url);
    const fault = faults.take(call);
    if (fault && !fault.late && (await play(fault, response))) return;
    const answer = await inTurn(() => byApi(request, url));
    if (fault?.late && (await play(fault, response))) return;
    send(request, response, answer, allowance);
  };

  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const { status, message, errors } =
        error instanceof Refusal ? error : { status: 500, message: String(error), errors: [] };
      if (status === 401) response.setHeader("www-authenticate", 'Basic realm="GitHub"');
      send(request, response, { status, body: { message, errors, status: String(status) } }, allowance);
    });
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  const server: GithubServer = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    fullName: FULL_NAME,
    accounts,
    pulls,
    faults,
    allowance,
    calls,
    latency: 0,
    async close() {
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
  };
  return server;
}
