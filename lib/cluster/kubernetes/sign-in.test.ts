import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createProxy, type Server as Proxy } from "node:http";
import { createServer, type Server } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Authority } from "@/tests/support/certificates";
import { type ClusterAccess, openConnection } from "./connection";
import { failureOf } from "./failure";
import { getJson } from "./get-json";

const folder = mkdtempSync(join(tmpdir(), "sign-in-"));
const authority = new Authority("cluster");
const stranger = new Authority("stranger");
let server: Server;
let proxy: Proxy;
/** Whom the proxy was asked to connect to. */
const connected: string[] = [];
/** How often the server was asked anything. */
let asked = 0;

beforeAll(async () => {
  const own = authority.sign("server", "127.0.0.1");
  const options = {
    cert: own.cert,
    key: own.key,
    ca: authority.own.cert,
    requestCert: true,
    rejectUnauthorized: false,
  };
  server = createServer(options, (request, response) => {
    asked += 1;
    const { socket } = request;
    const known = socket instanceof TLSSocket && socket.authorized;
    const name = known ? socket.getPeerCertificate().subject.CN : "nobody";
    response.end(JSON.stringify({ name, token: request.headers.authorization ?? "none" }));
  });
  server.listen(0, "127.0.0.1");
  proxy = createProxy().on("connect", (request, socket) => {
    connected.push(request.url ?? "");
    const [host = "", port] = (request.url ?? "").split(":");
    const there = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      there.pipe(socket).pipe(there);
    });
    there.on("error", () => socket.destroy());
    socket.on("error", () => there.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await Promise.all([once(server, "listening"), once(proxy, "listening")]);
});
afterAll(() => {
  server.close();
  proxy.close();
  authority.remove();
  stranger.remove();
  rmSync(folder, { recursive: true, force: true });
});

const portOf = (of: Server | Proxy) => (of.address() as AddressInfo).port; // a TCP server has a port
const url = () => `https://127.0.0.1:${portOf(server)}`;

function kubeconfig(name: string, user: object, cluster: object = { "certificate-authority": authority.own.certFile }) {
  const file = join(folder, name);
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: url(), ...cluster } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  writeFileSync(file, JSON.stringify(config));
  return { kubeconfig: [file] };
}
const inBase64 = (text: string) => Buffer.from(text).toString("base64");

/** Opens a connection for as long as the test asks. */
async function connecting<T>(access: ClusterAccess, use: (ask: () => Promise<unknown>) => Promise<T>): Promise<T> {
  const connection = await openConnection(access);
  try {
    return await use(() => getJson(connection, "/version", { signal: new AbortController().signal }));
  } finally {
    connection.close();
  }
}
const answer = (access: ClusterAccess) => connecting(access, (ask) => ask());
const failure = (access: ClusterAccess) =>
  answer(access).then(
    () => "answered",
    (error: unknown) => failureOf(error).why,
  );

describe("a kubeconfig", () => {
  it("signs in with a client certificate, in files or in the kubeconfig itself", async () => {
    const { certFile, keyFile, cert, key } = authority.sign("portal");
    const inFiles = kubeconfig("files", { "client-certificate": certFile, "client-key": keyFile });
    expect(await answer(inFiles)).toEqual({ name: "portal", token: "none" });
    const user = { "client-certificate-data": inBase64(cert), "client-key-data": inBase64(key) };
    const data = { "certificate-authority-data": inBase64(authority.own.cert) };
    expect(await answer(kubeconfig("data", user, data))).toEqual({ name: "portal", token: "none" });
  });

  it("signs in with the new certificate once its file was replaced, without a restart", async () => {
    const [before, after] = [authority.sign("before"), authority.sign("after")];
    const [certFile, keyFile] = [join(folder, "rotated.crt"), join(folder, "rotated.key")];
    const put = (one: typeof before) => {
      cpSync(one.certFile, certFile);
      cpSync(one.keyFile, keyFile);
    };
    put(before);
    await connecting(kubeconfig("rotated", { "client-certificate": certFile, "client-key": keyFile }), async (ask) => {
      expect(await ask()).toMatchObject({ name: "before" });
      put(after);
      expect(await ask()).toMatchObject({ name: "after" });
    });
  });

  it("tells nothing to a server whose authority it doesn't name, or whose certificate is for another address", async () => {
    const before = asked;
    const user = { token: "hush" };
    const other = { "certificate-authority": stranger.own.certFile };
    expect(await failure(kubeconfig("untrusted", user, other))).toBe("certificate not trusted");
    const elsewhere = {
      "certificate-authority": authority.own.certFile,
      server: url().replace("127.0.0.1", "localhost"),
    };
    expect(await failure(kubeconfig("elsewhere", user, elsewhere))).toBe("its certificate is for another name");
    expect(asked).toBe(before);
  });

  it("is taken for nobody with a certificate that another authority signed", async () => {
    const { certFile, keyFile } = stranger.sign("portal");
    const user = { "client-certificate": certFile, "client-key": keyFile };
    expect(await answer(kubeconfig("foreign", user))).toMatchObject({ name: "nobody" });
  });

  it("goes through its proxy, and signs in and checks the server's certificate behind it", async () => {
    const { certFile, keyFile } = authority.sign("portal");
    const user = { "client-certificate": certFile, "client-key": keyFile };
    const through = { "proxy-url": `http://127.0.0.1:${portOf(proxy)}` };
    const trusted = { "certificate-authority": authority.own.certFile, ...through };
    expect(await answer(kubeconfig("proxy", user, trusted))).toMatchObject({ name: "portal" });
    expect(connected).toEqual([`127.0.0.1:${portOf(server)}`]);
    const untrusted = { "certificate-authority": stranger.own.certFile, ...through };
    expect(await failure(kubeconfig("proxy-untrusted", user, untrusted))).toBe("certificate not trusted");
    const gone = { ...trusted, "proxy-url": "http://127.0.0.1:1" };
    expect(await failure(kubeconfig("proxy-gone", user, gone))).toBe("connection refused");
  });
});

describe("a pod's own account", () => {
  it("signs in with the token in its file, and with the next one once the file was replaced", async () => {
    const files = join(folder, "pod", "var/run/secrets/kubernetes.io/serviceaccount");
    mkdirSync(files, { recursive: true });
    cpSync(authority.own.certFile, join(files, "ca.crt"));
    writeFileSync(join(files, "token"), "first");
    vi.stubEnv("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    vi.stubEnv("KUBERNETES_SERVICE_PORT", String(portOf(server)));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    try {
      await connecting({ inCluster: true, root: join(folder, "pod") }, async (ask) => {
        expect(await ask()).toMatchObject({ token: "Bearer first" });
        writeFileSync(join(files, "token"), "second");
        // Kubernetes replaces a token long before it runs out.
        vi.setSystemTime(Date.now() + 61_000);
        expect(await ask()).toMatchObject({ token: "Bearer second" });
      });
    } finally {
      vi.useRealTimers();
      vi.unstubAllEnvs();
    }
  });
});
