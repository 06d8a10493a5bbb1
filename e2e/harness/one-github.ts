import { once } from "node:events";
import { request as ask, createServer } from "node:http";

/**
 * One address for both halves of GitHub: people sign in at the one, and everything else is the other's.
 * @param signIn where `startGithubSignIn` listens
 * @param server where `startGithub` listens
 */
export async function oneGithub(signIn: string, server: string): Promise<{ url: string; close(): Promise<void> }> {
  const http = createServer((request, response) => {
    const path = request.url ?? "/";
    const target = path.startsWith("/login/")
      ? new URL(path, signIn)
      : path === "/user"
        ? new URL("/api/v3/user", signIn)
        : new URL(path, server);
    const { method = "GET", headers } = request;
    const onward = ask(target, { method, headers: { ...headers, host: target.host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    async close() {
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
  };
}
