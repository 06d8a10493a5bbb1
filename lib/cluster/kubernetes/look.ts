import "server-only";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Unread } from "../port";
import { listPath, objectPath, withQuery } from "./api-path";
import type { Connection } from "./connection";
import type { KindFinder } from "./discovery";
import { failureOf } from "./failure";
import { getJson } from "./get-json";
import type { Reference } from "./inventory";
import { listPages } from "./list-pages";
import { objectFrom } from "./objects";

/** One look at the cluster. What may not be read is noted; what isn't there is null. */
export interface Look {
  object(reference: Reference): Promise<KubernetesObject | null>;
  /** Objects of one of Kubernetes' own kinds in a namespace. */
  objects(of: Omit<Reference, "name"> & { resource: string }, labels: string): Promise<KubernetesObject[]>;
  /** The items of a list, as they came. */
  items(path: string, kind: string): Promise<JsonObject[]>;
  unread: Unread[];
}

/** Begins a look. Its questions throw only when the cluster does not answer. */
export function lookAt(connection: Connection, find: KindFinder, signal: AbortSignal): Look {
  const unread: Unread[] = [];

  async function asked<T>(kind: string, name: string, otherwise: T, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const { type } = failureOf(error);
      if (type === "missing") return otherwise;
      if (type !== "forbidden") throw error;
      if (!unread.some((one) => one.kind === kind && one.name === name)) unread.push({ kind, name, why: "forbidden" });
      return otherwise;
    }
  }

  async function items(path: string, kind: string): Promise<JsonObject[]> {
    return await asked(kind, "", [], async () => {
      const found: JsonObject[] = [];
      await listPages(connection, { path }, signal, (item) => found.push(item));
      return found;
    });
  }

  return {
    unread,
    items,
    object: async ({ apiVersion, kind, name, namespace }) => {
      // That one is there is said by whoever made it; what is in it is nobody's business here.
      if (kind === "Secret") {
        unread.push({ kind, name, why: "secret" });
        return null;
      }
      return await asked(kind, name, null, async () => {
        const served = await find(apiVersion, kind, signal);
        if (served === null) return null;
        const within = served.namespaced ? namespace : undefined;
        return objectFrom(await getJson(connection, objectPath(apiVersion, served.resource, name, within), { signal }));
      });
    },
    objects: async ({ apiVersion, kind, namespace, resource }, labels) => {
      const path = listPath(apiVersion, resource, namespace);
      const some = labels === "" ? path : withQuery(path, { labelSelector: labels });
      return (await items(some, kind)).flatMap((item) => objectFrom(item, { apiVersion, kind }) ?? []);
    },
  };
}
