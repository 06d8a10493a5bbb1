import { writeFileSync } from "node:fs";
import type { Connection } from "../api/client";

/** Writes a kubeconfig that works by itself: address, certificate and token are in it. */
export function writeKubeconfig(file: string, { url, certificate, token }: Connection): string {
  const name = "test";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name, cluster: { server: url, "certificate-authority-data": Buffer.from(certificate).toString("base64") } },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
  return file;
}
