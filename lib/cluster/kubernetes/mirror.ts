import "server-only";
import type { JsonObject } from "@/lib/domain/json";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { shared } from "@/lib/domain/shared";
import type { Target } from "@/lib/domain/target";
import { text } from "../trace/read";
import { listPath } from "./api-path";
import type { Connection } from "./connection";
import { kindsOf, type ServedKind } from "./discovery";
import { type Head, headOf } from "./heads";
import { followKinds } from "./kinds";
import type { Asked } from "./look";
import {
  applicationKey,
  folderOf,
  instanceKey,
  kindOfTarget,
  type PlacePlatform,
  releaseKey,
  targetOfFolder,
  targetsOfInstance,
  targetsOfRelease,
} from "./places";
import { PROJECTIONS, type Source } from "./projections";
import type { Reachability } from "./reachability";
import { PACE, type Pace, type Reflector, type ReflectorState, reflect } from "./reflector";
import { type PackedShelf, packedShelf } from "./shelf";
import { openWords } from "./words";

/** What the portal follows all the time: our kinds, HelmReleases and Applications, one watch each. */
export interface Mirror {
  get(source: Source, target: Target): KubernetesObject | null;
  /** Every Application or HelmRelease that is kept. */
  all(source: Exclude<Source, "instance">): KubernetesObject[];
  /** Every custom resource of our kinds that is kept. */
  instances(): { kind: string; namespace: string; name: string }[];
  /** How far the reading of a source is, for one target. */
  stateOf(source: Source, target: Target): ReflectorState;
  /** How far the reading of each kind is. */
  states(): { kind: string; state: ReflectorState }[];
  /** True for an object of a kind that is followed. */
  follows(asked: Asked): boolean;
  /** How many objects are kept. */
  size(): number;
}

/** What is followed: a kind in all namespaces, or in one. */
type Followed = Pick<ServedKind, "apiVersion" | "kind" | "resource"> & { namespace?: string };

const APPLICATION = { apiVersion: "argoproj.io/v1alpha1", kind: "Application", resource: "applications" };
const RELEASE = { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", resource: "helmreleases" };

const KIND_OF = { application: APPLICATION.kind, release: RELEASE.kind };

export interface MirrorOptions {
  connection: Connection;
  reachability: Reachability;
  platform: PlacePlatform;
  /** The names of the services that the catalogue knows now. */
  services: () => Promise<readonly string[]>;
  now: () => Date;
  /** Told of targets that may have another story, or of none in particular (`null`): then all may. */
  changed: (targets: readonly Target[] | null) => void;
  /** Told of each object that is another now, also where a list would show the same. */
  heard: (head: Head) => void;
  pace?: Pace;
  /** Milliseconds between two looks at which kinds there are. */
  every?: number;
}

/** More targets at once than that are no news of each, but of the cluster. */
const MANY = 200;

/** Starts to follow the cluster, until told to stop. */
export function openMirror(options: MirrorOptions, stop: AbortSignal): Mirror {
  const { connection, reachability, platform, now, changed, pace = PACE, every } = options;
  const services = shared(options.services);
  const words = openWords();
  const readers = new Map<string, { shelf: PackedShelf; reflector: Reflector }>();
  const ours = `${platform.group}/${platform.version}`;

  async function tell(
    keys: readonly string[],
    targetsOf: (key: string, services: readonly string[]) => readonly Target[],
  ): Promise<void> {
    const names = keys.length > MANY ? null : await services().catch(() => null);
    changed(names && keys.flatMap((key) => targetsOf(key, names)));
  }

  function follow(
    { apiVersion, kind, resource, namespace }: Followed,
    source: Source,
    targetsOf: (key: string, services: readonly string[]) => readonly Target[],
    until: AbortSignal,
  ): void {
    const shelf = packedShelf({
      apiVersion,
      kind,
      words,
      project: PROJECTIONS[source],
      keyOf: (item) =>
        source === "application"
          ? folderOf(item, platform)
          : `${text(item.metadata, "namespace")}/${text(item.metadata, "name")}`,
      changed: (keys) => void tell(keys, targetsOf),
    });
    const put = (item: JsonObject) => {
      shelf.put(item);
      options.heard(headOf(item, kind));
    };
    const remove = (item: JsonObject) => {
      shelf.remove(item);
      options.heard(headOf(item, kind));
    };
    const reflector = reflect(
      { connection, reachability, now, pace },
      { path: listPath(apiVersion, resource, namespace) },
      { ...shelf, put, remove },
      until,
      () => changed(null),
    );
    const reader = { shelf, reflector };
    readers.set(`${source} ${kind}`, reader);
    until.addEventListener(
      "abort",
      () => {
        // By then the same kind may be read anew.
        if (readers.get(`${source} ${kind}`) !== reader || stop.aborted) return;
        readers.delete(`${source} ${kind}`);
        changed(null);
      },
      { once: true },
    );
  }

  follow({ ...APPLICATION, namespace: platform.namespaces.argocd }, "application", targetOfFolder, stop);
  follow(RELEASE, "release", (key, names) => targetsOfRelease(key, names, platform), stop);
  const kinds = followKinds(
    {
      ask: (signal) => kindsOf(connection, ours, { signal, patience: pace.watch.patience / 2 }),
      start: (kind, until) => follow(kind, "instance", (key, names) => targetsOfInstance(kind.kind, key, names), until),
      reachability,
      ...(every === undefined ? {} : { every }),
    },
    stop,
  );

  const readerOf = (source: Source, target: Target) =>
    readers.get(`${source} ${source === "instance" ? kindOfTarget(target) : KIND_OF[source]}`);
  const keyOf = (source: Source, target: Target) =>
    source === "instance"
      ? instanceKey(target, platform)
      : source === "release"
        ? releaseKey(target, platform)
        : applicationKey(target);
  return {
    get: (source, target) => readerOf(source, target)?.shelf.get(keyOf(source, target)) ?? null,
    all: (source) => readers.get(`${source} ${KIND_OF[source]}`)?.shelf.all() ?? [],
    instances: () =>
      [...readers].flatMap(([reader, { shelf }]) => {
        const [source, kind = ""] = reader.split(" ");
        if (source !== "instance") return [];
        return shelf.keys().map((key) => {
          const [namespace = "", name = ""] = key.split("/");
          return { kind, namespace, name };
        });
      }),
    stateOf: (source, target) =>
      readerOf(source, target)?.reflector.state() ?? { is: kinds.known() ? "missing" : "starting" },
    states: () => [
      ...(kinds.known() ? [] : [{ kind: "the platform's kinds", state: { is: "starting" } as const }]),
      ...[...readers].map(([name, { reflector }]) => ({
        kind: name.slice(name.indexOf(" ") + 1),
        state: reflector.state(),
      })),
    ],
    follows: ({ apiVersion, kind, namespace }) =>
      (apiVersion === ours && readers.has(`instance ${kind}`)) ||
      (apiVersion === RELEASE.apiVersion && kind === RELEASE.kind) ||
      (apiVersion === APPLICATION.apiVersion && kind === APPLICATION.kind && namespace === platform.namespaces.argocd),
    size: () => [...readers.values()].reduce((sum, { shelf }) => sum + shelf.size(), 0),
  };
}
