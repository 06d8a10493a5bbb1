/** `apps/v1` → `/apis/apps/v1`; `v1` → `/api/v1`: where the API server serves a group's version. */
export function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The path of a resource's list, of all namespaces or of one. */
export function listPath(apiVersion: string, resource: string, namespace?: string): string {
  const within = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${rootOf(apiVersion)}${within}/${resource}`;
}

/** The path of one object; without a namespace, of one that lives in none. */
export function objectPath(apiVersion: string, resource: string, name: string, namespace?: string): string {
  return `${listPath(apiVersion, resource, namespace)}/${encodeURIComponent(name)}`;
}

/** The path with parameters behind it, and behind those that it has. */
export function withQuery(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(parameters)}`;
}
