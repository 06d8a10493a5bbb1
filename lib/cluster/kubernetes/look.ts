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

/** Where something was looked for. */
export interface Asked {
  /** The path of the list that it is in: what follows that hears of it. */
  path: string;
  apiVersion: string;
  kind: string;
  /** Empty for what lives in none. */
  namespace: string;
  /** Empty where all, or some by their labels, were asked for. */
  name: string;
}

/** One look at the cluster. What may not be read is noted; what isn't there is null. */
export interface Look {
  object(reference: Reference): Promise<KubernetesObject | null>;
  /** Objects of one of Kubernetes' own kinds in a namespace. */
  objects(of: Omit<Reference, "name"> & { resource: string }, labels: string): Promise<KubernetesObject[]>;
  /** The items of a list, as they came. */
  items(path: string, kind: string): Promise<JsonObject[]>;
  /** The Events about an object, as they came. */
  eventsAbout(object: KubernetesObject): Promise<JsonObject[]>;
  unread: Unread[];
  /** Where it has looked, whatever was found there. Not: `items`. */
  asked: Asked[];
}

/** Begins a look. Its questions throw only when the cluster does not answer. */
export function lookAt(connection: Connection, find: KindFinder, signal: AbortSignal): Look {
  const unread: Unread[] = [];
  const asked: Asked[] = [];

  async function tried<T>(kind: string, name: string, otherwise: T, ask: () => Promise<T>): Promise<T> {
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
    return await tried(kind, "", [], async () => {
      const found: JsonObject[] = [];
      await listPages(connection, { path }, signal, (item) => found.push(item));
      return found;
    });
  }

  return {
    unread,
    asked,
    items,
    eventsAbout: async ({ metadata }) => {
      // What lives in no namespace reports to `default`.
      const namespace = metadata.namespace ?? "default";
      const path = listPath("v1", "events", namespace);
      asked.push({ path, apiVersion: "v1", kind: "Event", namespace, name: "" });
      return await items(withQuery(path, { fieldSelector: `involvedObject.uid=${metadata.uid}` }), "Event");
    },
    object: async ({ apiVersion, kind, name, namespace }) => {
      // That one is there is said by whoever made it; what is in it is nobody's business here.
      if (kind === "Secret") {
        unread.push({ kind, name, why: "secret" });
        return null;
      }
      return await tried(kind, name, null, async () => {
        const served = await find(apiVersion, kind, signal);
        if (served === null) return null;
        const within = served.namespaced ? namespace : undefined;
        const path = listPath(apiVersion, served.resource, within);
        asked.push({
          // Of what is in no namespace the others are everybody's.
          path: within === undefined ? withQuery(path, { fieldSelector: `metadata.name=${name}` }) : path,
          apiVersion,
          kind,
          namespace: within ?? "",
          name,
        });
        return objectFrom(await getJson(connection, objectPath(apiVersion, served.resource, name, within), { signal }));
      });
    },
    objects: async ({ apiVersion, kind, namespace, resource }, labels) => {
      const path = listPath(apiVersion, resource, namespace);
      asked.push({ path, apiVersion, kind, namespace, name: "" });
      const some = labels === "" ? path : withQuery(path, { labelSelector: labels });
      return (await items(some, kind)).flatMap((item) => objectFrom(item, { apiVersion, kind }) ?? []);
    },
  };
}
