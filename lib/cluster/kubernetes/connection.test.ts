import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openConnection } from "./connection";
import { getJson } from "./get-json";

const folder = mkdtempSync(join(tmpdir(), "connection-"));
const tokens: (string | undefined)[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.end(JSON.stringify({ asked: request.url }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has a port
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function kubeconfig(
  name: string,
  { user, cluster = {} }: { user: unknown; cluster?: Record<string, unknown> },
): string {
  const file = join(folder, name);
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: url, "insecure-skip-tls-verify": true, ...cluster } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

async function ask(...files: string[]): Promise<unknown> {
  const connection = await openConnection({ kubeconfig: files });
  try {
    return await getJson(connection, "/version?a=b", { signal: new AbortController().signal });
  } finally {
    connection.close();
  }
}

it("signs in with the token of the kubeconfig", async () => {
  expect(await ask(kubeconfig("token", { user: { token: "from-the-file" } }))).toEqual({ asked: "/version?a=b" });
  expect(tokens.at(-1)).toBe("Bearer from-the-file");
});

it("signs in with what a plugin answers, and asks it anew once that is over", async () => {
  const counter = join(folder, "count");
  const answer = `{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t-'"$(wc -c < ${counter} | tr -d ' ')"'","expirationTimestamp":"2020-01-01T00:00:00Z"}}`;
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1",
    command: "sh",
    args: ["-c", `printf x >> ${counter}; printf '%s' '${answer}'`],
    interactiveMode: "Never",
  };
  const connection = await openConnection({ kubeconfig: [kubeconfig("exec", { user: { exec } })] });
  const signal = new AbortController().signal;
  await getJson(connection, "/version", { signal });
  await getJson(connection, "/version", { signal });
  connection.close();
  expect(tokens.slice(-2)).toEqual(["Bearer t-1", "Bearer t-2"]);
});

it("goes to the server's own path where the API lies below one", async () => {
  const file = kubeconfig("path", { user: { token: "x" }, cluster: { server: `${url}/clusters/one/` } });
  expect(await ask(file)).toEqual({ asked: "/clusters/one/version?a=b" });
});

it("reads several files as kubectl does: the first that says which context is used counts", async () => {
  const first = kubeconfig("first", { user: { token: "first" } });
  await ask(first, kubeconfig("second", { user: { token: "second" } }));
  expect(tokens.at(-1)).toBe("Bearer first");
});

it("sends nothing unencrypted unless the kubeconfig says so", async () => {
  const file = kubeconfig("open", { user: { token: "x" }, cluster: { "insecure-skip-tls-verify": false } });
  const before = tokens.length;
  await expect(ask(file)).rejects.toThrow(/to which everything would go unencrypted\. Use https/);
  expect(tokens).toHaveLength(before);
});
