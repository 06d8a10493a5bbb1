import { inject } from "vitest";
import { type Api, connectApi } from "./api/client";
import { apply } from "./api/objects";

/** The control plane that all specs share, as its admin, or as somebody else. */
export function suiteApi(as?: string): Api {
  return connectApi({ ...inject("connection"), ...(as !== undefined && { as }) });
}

/** Makes a namespace for a spec file's own use. */
export async function useNamespace(api: Api, name: string): Promise<string> {
  await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  return name;
}
