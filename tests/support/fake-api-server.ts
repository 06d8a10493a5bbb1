import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@/lib/domain/json";
import { type Failing, failAs, headIn, resourceList, rootOf, send, wantsHeads, write } from "./fake-api-answers";

/** A resource that the fake serves. */
export interface FakeKind {
  apiVersion: string;
  kind: string;
  resource: string;
  namespaced?: boolean;
}

export interface FakeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; resourceVersion?: string } & JsonObject;
  spec?: JsonObject;
  status?: JsonObject;
}

interface Change {
  version: number;
  type: "ADDED" | "MODIFIED" | "DELETED";
  object: FakeObject;
}

interface Watcher {
  url: URL;
  path: string;
  /** Heads alone were asked for. */
  heads: boolean;
  response: ServerResponse;
}

/** A fault: what becomes of the next questions whose address matches. */
interface Fault {
  match: RegExp;
  how: Failing;
  times: number;
}

/**
 * An API server as far as the portal's reading goes: discovery, paged lists, watches with bookmarks, and every way in which
 * a real one fails. Unknown addresses are answered 404, as there.
 */
export class FakeApiServer {
  readonly #objects = new Map<string, FakeObject>();
  readonly #changes: Change[] = [];
  readonly #kinds: FakeKind[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #watchers = new Set<Watcher>();
  readonly #faults: Fault[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "fake-api-"));
  readonly asked: string[] = [];
  #server: Server | null = null;
  #port = 0;
  #version = 100;
  #oldest = 0;

  /** A kubeconfig that leads here. */
  get kubeconfig(): string {
    const file = join(this.#folder, "kubeconfig");
    const config = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        { name: "fake", cluster: { server: `http://127.0.0.1:${this.#port}`, "insecure-skip-tls-verify": true } },
      ],
      users: [{ name: "fake", user: { token: "fake" } }],
      contexts: [{ name: "fake", context: { cluster: "fake", user: "fake" } }],
      "current-context": "fake",
    };
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  }

  /** Starts to answer; again at the same port after `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.#answer(request, response));
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port; // a TCP server has a port
    this.#server = server;
  }

  /** Ends, and cuts everybody off. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = once(server, "close");
    server.close();
    this.cut();
    await closed;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  serve(...kinds: readonly FakeKind[]): void {
    this.#kinds.push(...kinds);
  }

  /** Stops to serve a kind, as when its CustomResourceDefinition is deleted. */
  unserve(kind: string): void {
    const at = this.#kinds.findIndex((one) => one.kind === kind);
    if (at >= 0) this.#kinds.splice(at, 1);
  }

  put(object: FakeObject): void {
    const key = this.#keyOf(object);
    const type = this.#objects.has(key) ? "MODIFIED" : "ADDED";
    this.#record(type, object, key);
  }

  remove(object: FakeObject): void {
    const key = this.#keyOf(object);
    this.#record("DELETED", this.#objects.get(key) ?? object, key);
  }

  /** What happened is forgotten, as after etcd's compaction: who asks for what came after an older version is answered 410. */
  compact(): void {
    this.#version += 1;
    this.#oldest = this.#version;
    this.#changes.length = 0;
  }

  /** Sends each stream a bookmark of now. */
  bookmark(): void {
    for (const { path, response } of this.#watchers) {
      const kind = this.#kindAt(path);
      write(response, "BOOKMARK", {
        kind: kind?.kind ?? "",
        apiVersion: kind?.apiVersion ?? "",
        metadata: { resourceVersion: String(this.#version) },
      });
    }
  }

  /** Tells each stream, in the stream, that its version is too old. */
  expireStreams(): void {
    for (const { response } of this.#watchers) {
      write(response, "ERROR", { kind: "Status", code: 410, reason: "Expired" });
      response.end();
    }
    this.#watchers.clear();
  }

  /** Ends the streams properly, as at their time-out. */
  endStreams(): void {
    for (const { response } of this.#watchers) response.end();
    this.#watchers.clear();
  }

  /** Cuts every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** The streams stay open and nothing comes any more: the other end is gone and nobody was told. */
  silence(): void {
    this.#watchers.clear();
  }

  /** Lets the next `times` questions that match fail: with a status, without any answer, or with a cut connection. */
  fail(match: RegExp, how: Fault["how"], times = Number.POSITIVE_INFINITY): void {
    this.#faults.push({ match, how, times });
  }

  heal(): void {
    this.#faults.length = 0;
  }

  /** How many streams are open for a resource. */
  streams(resource: string): number {
    return [...this.#watchers].filter(({ path }) => path.endsWith(`/${resource}`)).length;
  }

  #record(type: Change["type"], object: FakeObject, key: string): void {
    this.#version += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
    if (type === "DELETED") this.#objects.delete(key);
    else this.#objects.set(key, stored);
    const change = { version: this.#version, type, object: stored };
    this.#changes.push(change);
    for (const { url, heads, response } of this.#watchers)
      if (this.#belongs(stored, url)) write(response, type, heads ? headIn(stored) : stored);
  }

  #keyOf({ kind, metadata }: FakeObject): string {
    return `${kind}/${metadata.namespace ?? ""}/${metadata.name}`;
  }

  #kindAt(path: string): FakeKind | undefined {
    return this.#kinds.find(({ apiVersion, resource }) => {
      if (!path.startsWith(`${rootOf(apiVersion)}/`)) return false;
      const rest = path.slice(rootOf(apiVersion).length + 1).replace(/^namespaces\/[^/]+\/(?=.)/, "");
      return rest.split("/")[0] === resource;
    });
  }

  #belongs({ kind, apiVersion, metadata }: FakeObject, { pathname: path, searchParams }: URL): boolean {
    const named = /^metadata\.name=(.*)$/.exec(searchParams.get("fieldSelector") ?? "")?.[1];
    if (named !== undefined && named !== metadata.name) return false;
    const at = this.#kindAt(path);
    const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
    return (
      at?.kind === kind && at.apiVersion === apiVersion && (namespace === undefined || namespace === metadata.namespace)
    );
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "http://fake");
    this.asked.push(`${url.pathname}${url.search}`);
    const fault = this.#faults.find(({ match, times }) => times > 0 && match.test(`${url.pathname}${url.search}`));
    if (fault) {
      fault.times -= 1;
      failAs(fault.how, request, response);
      return;
    }
    const served = this.#kinds.filter(({ apiVersion }) => rootOf(apiVersion) === url.pathname);
    const kind = this.#kindAt(url.pathname);
    const [, name] = url.pathname.split(`/${kind?.resource}/`);
    if (url.pathname === "/version") send(response, 200, { gitVersion: "v1.36.3" });
    else if (served.length > 0) send(response, 200, resourceList(served));
    else if (kind === undefined) send(response, 404, { kind: "Status", code: 404 });
    else if (name !== undefined) this.#one(url.pathname, kind, name, response);
    else if (url.searchParams.get("watch") === "true") this.#watch(url, request, response);
    else this.#list(url, kind, request, response);
  }

  #one(path: string, kind: FakeKind, name: string, response: ServerResponse): void {
    const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? "";
    const object = this.#objects.get(`${kind.kind}/${namespace}/${name}`);
    if (object) send(response, 200, object);
    else send(response, 404, { kind: "Status", code: 404 });
  }

  #list(url: URL, { kind, apiVersion }: FakeKind, request: IncomingMessage, response: ServerResponse): void {
    const labels = url.searchParams.get("labelSelector")?.split(",") ?? [];
    const uid = /^involvedObject\.uid=(.*)$/.exec(url.searchParams.get("fieldSelector") ?? "")?.[1];
    const all = [...this.#objects.values()].filter(
      (object) =>
        object.kind === kind &&
        this.#belongs(object, url) &&
        labels.every((label) => {
          const [key = "", value] = label.split("=");
          return (object.metadata.labels as Record<string, string> | undefined)?.[key] === value; // as the tests put them
        }) &&
        (uid === undefined || (object as unknown as { involvedObject?: { uid?: string } }).involvedObject?.uid === uid), // an Event's
    );
    const heads = wantsHeads(request);
    const limit = Number(url.searchParams.get("limit") ?? "0") || all.length;
    const from = Number(url.searchParams.get("continue") ?? "0");
    const more = from + limit < all.length;
    send(response, 200, {
      kind: `${kind}List`,
      apiVersion,
      metadata: { resourceVersion: String(this.#version), ...(more ? { continue: String(from + limit) } : {}) },
      // Items of a list don't say what they are.
      items: all
        .slice(from, from + limit)
        .map((one) => ({ ...(heads ? headIn(one) : one), apiVersion: undefined, kind: undefined })),
    });
  }

  #watch(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const from = Number(url.searchParams.get("resourceVersion") ?? "0");
    if (from < this.#oldest) {
      send(response, 410, { kind: "Status", code: 410, reason: "Expired" });
      return;
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    const heads = wantsHeads(request);
    for (const { version, type, object } of this.#changes)
      if (version > from && this.#belongs(object, url)) write(response, type, heads ? headIn(object) : object);
    const watcher = { url, path: url.pathname, heads, response };
    this.#watchers.add(watcher);
    response.on("close", () => this.#watchers.delete(watcher));
  }
}
