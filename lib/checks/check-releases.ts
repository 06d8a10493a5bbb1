import { withinTarget } from "@/lib/domain/composition";
import { problemsOfNames, releaseNameOf } from "@/lib/domain/names";
import { pathOf, targetOf } from "@/lib/domain/path";
import type { Platform } from "@/lib/domain/platform";
import { kindOf, type Service } from "@/lib/domain/service";
import { nameOf, serviceOf, type Target } from "@/lib/domain/target";
import { checkManifest } from "@/lib/manifest/check";
import { parseManifest } from "@/lib/manifest/manifest";
import { judgeValues } from "@/lib/schema/judge";

/** A file of a releases repository. */
export interface ReleaseFile {
  path: string;
  text: string;
  /** True for a file; false for a link, or for another repository. */
  plain: boolean;
}

/** What is wrong with a file of a releases repository. */
export interface ReleaseProblem {
  path: string;
  /** A JSON pointer into `spec.values`, or null when it is about the whole file. */
  pointer: string | null;
  message: string;
}

/** What a manifest is held to. */
export type CheckedService = Pick<Service, "name" | "schema">;

/**
 * Judges a releases repository as it stands, commits that were made by hand included: every manifest is the one that its
 * path says and fits its service's schema, names are free and fit, every instance's tenant is there, and nothing else
 * lies in a tenant's folder. Folders that begin with a dot, and files beside the tenants' folders, are nobody's business.
 *
 * @returns everything that is wrong, in the order of the paths
 */
export function checkReleases(
  files: readonly ReleaseFile[],
  services: readonly CheckedService[],
  platform: Platform,
): ReleaseProblem[] {
  const inTenants = files.filter(({ path }) => path.includes("/") && !path.startsWith("."));
  const tenants = new Set(
    inTenants.flatMap(({ path }) => (targetOf(path)?.type === "tenant" ? [targetOf(path)?.tenant ?? ""] : [])),
  );
  const releases = releasesOf(inTenants, services);
  return [...inTenants]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => {
      const target = targetOf(file.path);
      if (target === null) return [{ path: file.path, pointer: null, message: strangerSentence(file.path) }];
      return [
        ...placeProblems(target, tenants, releases, services),
        ...contentProblems(file, target, services, platform),
      ].map((problem) => ({ path: file.path, ...problem }));
    });
}

type Found = Omit<ReleaseProblem, "path">;
const whole = (message: string): Found => ({ pointer: null, message });

function strangerSentence(path: string): string {
  const [tenant = ""] = path.split("/");
  return `Only ${tenant}/manifest.yaml and ${tenant}/<service>/<name>/manifest.yaml may lie in ${tenant}/. Move this file out, or take it away.`;
}

/** What the paths alone tell: an instance without its tenant, and two that would be called the same in the cluster. */
function placeProblems(
  target: Target,
  tenants: ReadonlySet<string>,
  releases: ReadonlyMap<string, Part[]>,
  services: readonly CheckedService[],
): Found[] {
  if (target.type === "tenant") return [];
  const path = pathOf(target);
  const meetings = withinTarget(target, services).flatMap((part) =>
    (releases.get(releaseKey(part)) ?? [])
      .filter((other) => pathOf(other.of) !== path)
      .map((other) => ({ part, other })),
  );
  return [
    ...(tenants.has(target.tenant)
      ? []
      : [
          whole(
            `${target.tenant}/manifest.yaml is missing. A tenant stays as long as it has instances; bring it back, or take this one away first.`,
          ),
        ]),
    ...meetings.map(({ part, other }) =>
      whole(
        `In the cluster ${part === target ? "it" : `its part ${nameOf(part)}`} would be called ${releaseNameOf(part)}, like ${other.part === other.of ? "" : "a part of "}${pathOf(other.of)}. Give one of them another name.`,
      ),
    ),
  ];
}

/** Something that a manifest stands for in the cluster: its own instance, or a child of it. */
interface Part {
  part: Target;
  of: Target;
}

function releasesOf(files: readonly ReleaseFile[], services: readonly CheckedService[]): Map<string, Part[]> {
  const releases = new Map<string, Part[]>();
  for (const { path } of files) {
    const of = targetOf(path);
    if (of === null) continue;
    for (const part of withinTarget(of, services)) {
      const key = releaseKey(part);
      releases.set(key, [...(releases.get(key) ?? []), { part, of }]);
    }
  }
  return releases;
}

function releaseKey(target: Target): string {
  return target.type === "tenant" ? `/${target.tenant}` : `${target.tenant}/${releaseNameOf(target)}`;
}

function contentProblems(
  { text, plain }: ReleaseFile,
  target: Target,
  services: readonly CheckedService[],
  platform: Platform,
): Found[] {
  if (!plain) return [whole("It is a link. Put the manifest itself there.")];
  const name = serviceOf(target);
  const service = services.find((one) => one.name === name);
  if (service === undefined)
    return [whole(`No service is called ${name}. The platform offers ${services.map((one) => one.name).join(", ")}.`)];
  const { manifest } = parseManifest(text);
  return [
    ...problemsOfNames(target, platform, services).map(({ message }) => whole(message)),
    ...checkManifest(text, target, kindOf(name), platform).map(({ pointer, message }) => ({ pointer, message })),
    ...(manifest
      ? judgeValues(service.schema, manifest.values).map(({ pointer, label, message }) => ({
          pointer,
          message: label === null ? message : `${label}: ${message}`,
        }))
      : []),
  ];
}
