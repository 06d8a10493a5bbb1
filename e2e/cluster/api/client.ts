import { Agent, request } from "node:https";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { discovered, type Kinds } from "./kinds";
import type { Send } from "./send";

/** How to reach an API server as somebody. */
export interface Connection {
  url: string;
  /** PEM. */
  certificate: string;
  token: string;
  /** Whom to be taken for: a user, or `system:serviceaccount:NAMESPACE:NAME`. The token's owner must be allowed to. */
  as?: string;
}

/** A connection in use. */
export interface Api {
  send: Send;
  /** The kinds that the server serves. */
  kinds: Kinds;
  close(): void;
}

/** With more connections the server is no faster; with one, 2,000 dry runs take more than twice as long. */
const CONNECTIONS = 16;

/** Connects to an API server; nothing is sent yet. */
export function connectApi({ url, certificate, token, as }: Connection): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca: certificate });
  const send: Send = (method, path, { query = {}, body, text = textOf(body), type = "application/json" } = {}) =>
    new Promise((resolve, reject) => {
      const words = new URLSearchParams(query).toString();
      const headers = {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(as === undefined ? {} : { "impersonate-user": as }),
        ...(text === undefined ? {} : { "content-type": type, "content-length": Buffer.byteLength(text) }),
      };
      const asked = request(`${url}${path}${words && `?${words}`}`, { method, agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({
            code: answer.statusCode ?? 0,
            body: objectIn(Buffer.concat(parts).toString("utf8")),
            warnings: warningsIn(answer.headersDistinct.warning ?? []),
          }),
        );
      });
      asked.on("error", reject);
      asked.end(text);
    });
  return { send, kinds: discovered(send), close: () => agent.destroy() };
}

function textOf(body: JsonValue | undefined): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function objectIn(text: string): JsonObject {
  if (!text.startsWith("{")) return {};
  const value = JSON.parse(text) as JsonValue; // JSON.parse gives JSON
  return isObject(value) ? value : {};
}

/** `299 - "unknown field \"spec.x\""` */
function warningsIn(headers: readonly string[]): string[] {
  return headers.flatMap((header) =>
    [...header.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1")),
  );
}
