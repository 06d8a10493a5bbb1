import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "@/lib/domain/json";

/** How a question fails: with a status, without any answer, with a cut connection, or cut in the middle of the answer. */
export type Failing = number | "hang" | "reset" | "half";

export function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

export function wantsHeads({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes("as=PartialObjectMetadata") === true;
}

export function headIn({ metadata }: { metadata: JsonObject }): JsonObject {
  return { apiVersion: "meta.k8s.io/v1", kind: "PartialObjectMetadata", metadata };
}

export function failAs(how: Failing, { socket }: IncomingMessage, response: ServerResponse): void {
  if (how === "reset") socket.resetAndDestroy();
  else if (how === "half") {
    response.write('{"items":[');
    setImmediate(() => socket.resetAndDestroy());
  } else if (how !== "hang") send(response, how, { kind: "Status", code: how });
}

export function resourceList(kinds: readonly { kind: string; resource: string; namespaced?: boolean }[]): unknown {
  const resources = kinds.map(({ kind, resource, namespaced = true }) => {
    const verbs = ["get", "list", "watch"];
    return { name: resource, kind, namespaced, verbs };
  });
  return { kind: "APIResourceList", resources };
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

export function write(response: ServerResponse, type: string, object: unknown): void {
  response.write(`${JSON.stringify({ type, object })}\n`);
}
