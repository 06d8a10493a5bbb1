import { objectsAt, textAt } from "./fields";
import type { Send } from "./send";

/** How a kind is addressed. */
export interface Kind {
  plural: string;
  namespaced: boolean;
}

/** Asks the server for a kind's plural: a guess that is wrong is answered like an object that isn't there. */
export interface Kinds {
  /** The kind, or null while the server does not serve it. */
  find(apiVersion: string, kind: string): Promise<Kind | null>;
}

/** The kinds that a server serves, asked for once each. */
export function discovered(send: Send): Kinds {
  // One that isn't there yet may come, so only what was found is kept.
  const known = new Map<string, Kind>();
  return {
    async find(apiVersion, kind) {
      const key = `${apiVersion} ${kind}`;
      const before = known.get(key);
      if (before) return before;
      const { body } = await send("GET", rootOf(apiVersion));
      // `demos/status` is of kind Demo too.
      const found = objectsAt(body, "resources").find((one) => one.kind === kind && !textAt(one, "name").includes("/"));
      if (!found) return null;
      const resource = { plural: textAt(found, "name"), namespaced: found.namespaced === true };
      known.set(key, resource);
      return resource;
    },
  };
}

/** Where a group and version is served. */
export function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
