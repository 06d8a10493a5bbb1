import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";

/** A repository that is served. */
export interface Served {
  /** The bare repository, or the `.git` of a checkout. */
  directory: string;
  /** The one branch that is shown. */
  branch: string;
  /** What is shown beside it: how the names of such refs begin. */
  others?: readonly string[];
  /** Brings the repository up to date; called before its branch is told. */
  refresh?: () => Promise<void>;
}

/** Settings for git, as variables: they count like `-c` on the command line. */
function asVariables(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const pairs = settings.flatMap(([key, value], place) => [
    [`GIT_CONFIG_KEY_${place}`, key],
    [`GIT_CONFIG_VALUE_${place}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...(Object.fromEntries(pairs) as Record<string, string>) };
}

/**
 * Lets `git http-backend` answer a request (gitprotocol-http, git-http-backend(1)). In: the repository, what is asked of
 * it (`/info/refs`), the request and its response.
 */
export function answerByGit(
  { directory, branch, others = [] }: Served,
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const env = {
    PATH: process.env.PATH,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...asVariables([
      ["safe.directory", directory],
      ["http.receivepack", "false"],
      // Requests and their logs are refs too, and nobody's business here.
      ["uploadpack.hideRefs", "refs/"],
      ...[`refs/heads/${branch}`, ...others].map((ref) => ["uploadpack.hideRefs", `!${ref}`] as const),
    ]),
    GIT_PROJECT_ROOT: directory,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: path,
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"],
    CONTENT_LENGTH: request.headers["content-length"],
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
    GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
    REMOTE_ADDR: "127.0.0.1",
  };
  // Node's type wants NODE_ENV to be there; git has no use for it.
  const git = spawn("git", ["http-backend"], {
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "inherit"],
  });
  // A client that hangs up, and a git that has read enough, both end a pipe early.
  git.stdin.on("error", () => undefined);
  git.on("error", () => response.writeHead(500).end());
  response.on("close", () => git.kill());
  request.pipe(git.stdin);
  let head = Buffer.alloc(0);
  const read = (part: Buffer) => {
    head = Buffer.concat([head, part]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    git.stdout.off("data", read);
    const { status, headers } = headOf(head.subarray(0, end).toString("latin1"));
    response.writeHead(status, headers);
    response.write(head.subarray(end + 4));
    git.stdout.pipe(response);
  };
  git.stdout.on("data", read);
  git.once("close", () => {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
}

/** A CGI program's head: `Status: 404 Not Found` is the code, everything else a header. */
function headOf(text: string): { status: number; headers: Record<string, string> } {
  const fields = text.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const { status = "200", ...headers } = Object.fromEntries(fields) as Record<string, string>;
  return { status: Number.parseInt(status, 10), headers };
}
