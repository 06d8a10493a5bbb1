import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerByGit, type Served } from "./http-backend";

/** Repositories over HTTP, for this machine alone. */
export interface GitServer {
  /** `http://127.0.0.1:41234`; a repository is below it, as `/owner/name.git`. */
  url: string;
  /** Shows a repository. In: `owner/name`. */
  serve(name: string, repository: Served): void;
  close(): Promise<void>;
}

const ASKED = /^\/(?<name>.+)\.git(?<path>\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/;

/** Starts a server that lets repositories be read, not written. */
export async function serveGit(): Promise<GitServer> {
  const served = new Map<string, Served>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
    const { name = "", path = "" } = ASKED.exec(pathname)?.groups ?? {};
    const repository = served.get(name);
    if (!repository) refuse(response, 404, `No repository is served at ${pathname}.`);
    else if (`${path}${search}`.includes("git-receive-pack"))
      refuse(response, 403, "This server only reads. Commit to the repository on disk instead.");
    else {
      if (path === "/info/refs") await repository.refresh?.();
      answerByGit(repository, path, search.slice(1), request, response);
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, 500, String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    serve: (name, repository) => served.set(name, repository),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function refuse(response: ServerResponse, code: number, why: string): void {
  response.writeHead(code, { "content-type": "text/plain; charset=utf-8" }).end(`${why}\n`);
}
