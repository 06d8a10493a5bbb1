import type { Observation } from "@/lib/cluster/port";
import { list, text } from "@/lib/cluster/trace/read";
import { fillBlanks } from "@/lib/domain/chart-object";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { releaseNameOf } from "@/lib/domain/names";
import type { Service } from "@/lib/domain/service";
import { nameOf, serviceOf } from "@/lib/domain/target";
import type { ConnectionView } from "@/lib/domain/tenant-views";
import { connectionTold } from "@/lib/schema/connection";
import { effectiveValues } from "@/lib/schema/values";
import type { Told } from "./status-of";

const NONE: ConnectionView = { addresses: [], secrets: [], unnamed: [] };

/**
 * What an instance and its parts are reached by: the Services and Ingresses that are in the cluster, what the chart's
 * schema says that others make of its objects, and the names and keys of Secrets. What is in a Secret is never read.
 * @returns null while nothing of it is there, or the cluster can't be asked
 */
export function connectionOf(services: readonly Service[], told: Told): ConnectionView | null {
  const { observation, status } = told;
  if (observation === null || status.unreachable !== null || !isThere(observation)) return null;
  return joined([ownOf(services, told, ""), ...told.parts.map((part) => partOf(services, part))]);
}

function partOf(services: readonly Service[], part: Told): ConnectionView {
  if (part.observation === null || !isThere(part.observation)) return NONE;
  return joined([ownOf(services, part, nameOf(part.target)), ...part.parts.map((one) => partOf(services, one))]);
}

function isThere({ release, objects }: Observation): boolean {
  return release !== null || objects.length > 0;
}

function ownOf(services: readonly Service[], { target, observation, desired }: Told, of: string): ConnectionView {
  const objects = observation?.objects ?? [];
  const place = { release: releaseNameOf(target), namespace: target.tenant };
  const chart = services.find(({ name }) => name === serviceOf(target));
  const values = chart ? effectiveValues(chart.schema, desired?.values ?? {}) : {};
  const named = (name: string) => fillBlanks(name, values, place);
  const others = chart ? connectionTold(chart.schema) : [];
  const inCluster = (name: string, port: number | string) => `${name}.${place.namespace}.svc:${port}`;
  const ofOthers = others.flatMap((one) =>
    "service" in one
      ? one.ports.map((port) => ({
          address: inCluster(named(one.service), port),
          use: one.use,
          from: "cluster" as const,
        }))
      : [],
  );
  const ofServices = kindIn(objects, "Service").flatMap((service) =>
    portsOf(service).map(({ port, name }) => ({
      address: inCluster(service.metadata.name, port),
      use: name,
      from: "cluster" as const,
    })),
  );
  const ingresses = kindIn(objects, "Ingress").map((ingress) => ({
    name: ingress.metadata.name,
    urls: urlsOf(ingress),
  }));
  const ofIngresses = ingresses.flatMap(({ urls }) =>
    urls.map((address) => ({ address, use: "", from: "outside" as const })),
  );
  const known = new Set(ofOthers.map(({ address }) => address));
  return {
    addresses: [...ofIngresses, ...ofOthers, ...ofServices.filter(({ address }) => !known.has(address))].map((one) => ({
      of,
      ...one,
    })),
    secrets: [
      ...others.flatMap((one) => ("secret" in one ? [{ name: named(one.secret), keys: one.keys, use: one.use }] : [])),
      ...(desired?.objects ?? [])
        .filter(({ kind, name }) => kind === "Secret" && observation !== null && hasSecret(observation, name))
        .map(({ name, offers }) => ({ name, keys: offers, use: "" })),
    ].map((one) => ({ of, ...one })),
    unnamed: ingresses.filter(({ urls }) => urls.length === 0).map(({ name }) => name),
  };
}

/** A Secret is not read: that it is there is known from who installed it. */
function hasSecret({ objects, unread }: Observation, name: string): boolean {
  return [...objects.map(({ kind, metadata }) => ({ kind, name: metadata.name })), ...unread].some(
    (one) => one.kind === "Secret" && one.name === name,
  );
}

function kindIn(objects: readonly KubernetesObject[], kind: string): KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

/** A Service's ports; none where it only gives pods their names. */
function portsOf({ spec }: KubernetesObject): { port: number; name: string }[] {
  if (text(spec, "clusterIP") === "None") return [];
  return list(spec, "ports").flatMap(({ port, name }) =>
    typeof port === "number" ? [{ port, name: typeof name === "string" ? name : "" }] : [],
  );
}

function urlsOf({ spec }: KubernetesObject): string[] {
  const secured = list(spec, "tls").flatMap(({ hosts }) => (Array.isArray(hosts) ? hosts : []));
  const hosts = list(spec, "rules").map((rule) => text(rule, "host"));
  return [...new Set(hosts.filter((host) => host !== ""))].map((host) =>
    secured.includes(host) ? `https://${host}` : `http://${host}`,
  );
}

function joined(views: readonly ConnectionView[]): ConnectionView {
  return {
    addresses: views.flatMap(({ addresses }) => addresses),
    secrets: views.flatMap(({ secrets }) => secrets),
    unnamed: views.flatMap(({ unnamed }) => unnamed),
  };
}
