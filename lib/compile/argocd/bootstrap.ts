import type { JsonObject } from "@/lib/domain/json";
import { applicationSets, definitionsApplication } from "./applications";
import { healthChecks } from "./health";
import { type ArgocdPlatform, projects } from "./projects";

/** What is applied once to an Argo CD so that it deploys the platform and everything that is requested. */
export interface BootstrapInput {
  /** The kinds of all services. */
  kinds: readonly string[];
  /** Every object that definitions/ holds. */
  definitions: readonly JsonObject[];
}

/**
 * Argo CD's bootstrap, in the order in which it is applied: the files of deploy/argocd.
 * In: the services' kinds and the definitions' objects, and the platform. Out: names and objects.
 */
export function argocdBootstrap(
  { kinds, definitions }: BootstrapInput,
  platform: ArgocdPlatform,
): { name: string; objects: JsonObject[] }[] {
  return [
    { name: "health.yaml", objects: [healthChecks(kinds, platform)] },
    { name: "projects.yaml", objects: projects(definitions, platform) },
    { name: "applications.yaml", objects: [definitionsApplication(platform), ...applicationSets(platform)] },
  ];
}
