import "server-only";
import type { ReleaseObject } from "@/lib/domain/chart-object";
import type { KubernetesObject } from "@/lib/domain/kubernetes";
import { releaseNameOf } from "@/lib/domain/names";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import type { Observation } from "../port";
import { healthOf } from "../trace/health";
import { behindOf } from "./behind";
import { eventsAbout } from "./events";
import { inventoryOf, type Reference } from "./inventory";
import type { Look } from "./look";
import { homeOf, kindOfTarget, type PlacePlatform } from "./places";
import { derivedOf } from "./workloads";

export interface CloseLook {
  target: Target;
  platform: PlacePlatform;
  /** Its Application's name and namespace, or null when it has none. */
  application: Pick<KubernetesObject["metadata"], "name" | "namespace"> | null;
  /** What its chart makes of what Git wants: what to look for where the release doesn't say what it installed. */
  expected: () => Promise<readonly ReleaseObject[]>;
}

/** Reads everything about one target, for the page that somebody has open. Throws only when the cluster doesn't answer. */
export async function lookClosely(
  look: Look,
  { target, platform, application: app, expected }: CloseLook,
): Promise<Omit<Observation, "at">> {
  const home = homeOf(target, platform);
  const ours = `${platform.group}/${platform.version}`;
  const at = (apiVersion: string, kind: string, name: string, namespace: string) =>
    look.object({ apiVersion, kind, name, namespace });
  const [application, instance, release] = await Promise.all([
    app === null ? null : at("argoproj.io/v1alpha1", "Application", app.name, app.namespace ?? ""),
    at(ours, kindOfTarget(target), nameOf(target), home),
    at("helm.toolkit.fluxcd.io/v2", "HelmRelease", releaseNameOf(target), home),
  ]);
  const stated = inventoryOf(release);
  const wanted = stated.length > 0 ? stated : (await expected()).flatMap((one) => referenceTo(one, target));
  const [found, behind] = await Promise.all([
    Promise.all(wanted.map(async (reference) => ({ reference, object: await look.object(reference) }))),
    behindOf(look, serviceOf(target), { instance, release }),
  ]);
  // Without the release's own word a Secret that should be there is a guess: nothing is said of it.
  if (stated.length === 0) dropGuesses(look);
  const installed = found.flatMap(({ object }) => object ?? []);
  const missing = found.flatMap(({ reference, object }) => (object === null ? [reference] : []));
  const derived = await derivedOf(look, target.tenant, installed, isLeaving(instance, release) ? missing : []);
  const objects = [...installed, ...derived.objects];
  const told = [instance, release, ...objects, ...derived.pods].filter((one) => one !== null);
  // What is well has little to say, except for volumes: one that can't grow is bound all the same.
  const well = told.filter((one) => one !== instance && one !== release && isWell(one));
  const events = await eventsAbout(look, [
    ...told.filter((one) => !well.includes(one)),
    ...well.filter(({ kind }) => kind === "PersistentVolumeClaim"),
  ]);
  return { application, instance, release, objects, pods: derived.pods, events, behind, unread: look.unread };
}

/** What goes may be outlived by its pods and volumes; what only comes has none yet. */
function isLeaving(instance: KubernetesObject | null, release: KubernetesObject | null): boolean {
  const last = release ?? instance;
  return last === null || last.metadata.deletionTimestamp !== undefined;
}

function dropGuesses({ unread }: Look): void {
  for (let at = unread.length - 1; at >= 0; at--) if (unread[at]?.why === "secret") unread.splice(at, 1);
}

/** Where a chart doesn't say which version of an API it uses, the kind alone finds nothing. */
function referenceTo({ apiVersion, kind, name }: ReleaseObject, { tenant }: Target): Reference[] {
  return apiVersion === "" ? [] : [{ apiVersion, kind, name, namespace: tenant }];
}

function isWell(object: KubernetesObject): boolean {
  return healthOf(object).state === "ok";
}
