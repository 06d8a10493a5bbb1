import type { JsonObject } from "@/lib/domain/json";
import { releaseNameOf } from "@/lib/domain/names";
import { DNS_LABEL, pathOf, targetOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import { kindOf, TENANT_SERVICE } from "@/lib/domain/service";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import { text } from "../trace/read";

/** What of platform.yaml says where things are. */
export type PlacePlatform = Pick<
  Platform,
  "group" | "version" | "controlNamespace" | "releasesRepository" | "namespaces"
>;

/** Where a target's custom resource and HelmRelease live: tenants' own in the control namespace. */
export function homeOf(target: Target, { controlNamespace }: Pick<Platform, "controlNamespace">): string {
  return target.type === "tenant" ? controlNamespace : target.tenant;
}

/** The key of its custom resource among those of its kind. */
export function instanceKey(target: Target, platform: PlacePlatform): string {
  return `${homeOf(target, platform)}/${nameOf(target)}`;
}

/** The key of its HelmRelease. */
export function releaseKey(target: Target, platform: PlacePlatform): string {
  return `${homeOf(target, platform)}/${releaseNameOf(target)}`;
}

/** The key of its Application: the folder that it reads, whatever it is called. */
export function applicationKey(target: Target): string {
  return pathOf(target).replace(/\/[^/]*$/, "");
}

/**
 * The folder of the releases repository that an Application reads; null for every other Application. The repository is
 * known by its name: Argo CD may read it over SSH, from a mirror, or from this machine.
 */
export function folderOf(
  application: JsonObject,
  { releasesRepository }: Pick<PlacePlatform, "releasesRepository">,
): string | null {
  const source = text(application.spec, "source", "repoURL").replace(/\.git$/, "");
  const path = text(application.spec, "source", "path").replace(/\/$/, "");
  const isReleases = source.endsWith(`/${releasesRepository}`) || source.endsWith(`:${releasesRepository}`);
  return isReleases && targetOf(`${path}/manifest.yaml`) !== null ? path : null;
}

/** The target that an Application's folder belongs to. */
export function targetOfFolder(folder: string): Target[] {
  const target = targetOf(`${folder}/manifest.yaml`);
  return target ? [target] : [];
}

/** The targets that a custom resource may be. Several services would have to be spelled alike for more than one. */
export function targetsOfInstance(kind: string, key: string, services: readonly string[]): Target[] {
  const [namespace = "", name = ""] = key.split("/");
  return services
    .filter((service) => kindOf(service) === kind)
    .map((service) =>
      service === TENANT_SERVICE
        ? { type: "tenant", tenant: name }
        : { type: "instance", tenant: namespace, service, name },
    );
}

/** The targets that a HelmRelease may be of: its name doesn't say where an instance's name ends. */
export function targetsOfRelease(key: string, services: readonly string[], platform: PlacePlatform): Target[] {
  const [namespace = "", release = ""] = key.split("/");
  return services
    .filter((service) => release.endsWith(`-${service}`))
    .map((service): Target => {
      const name = release.slice(0, -service.length - 1);
      return service === TENANT_SERVICE
        ? { type: "tenant", tenant: name }
        : { type: "instance", tenant: namespace, service, name };
    })
    .filter((target) => DNS_LABEL.test(nameOf(target)) && homeOf(target, platform) === namespace);
}

/** The kind of a target's custom resource. */
export function kindOfTarget(target: Target): string {
  return kindOf(serviceOf(target));
}
