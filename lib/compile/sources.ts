import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";

/** Where a repository (`owner/name`) is cloned from. */
export function cloneUrl({ gitServer }: Pick<Platform, "gitServer">, repository: string): string {
  return `${gitServer}/${repository}.git`;
}

/** The Flux source of all charts: the platform repository, of which only charts/ is fetched. */
export function gitRepository(platform: Platform): JsonObject {
  const { platformRepository, branch, controlNamespace } = platform;
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: SOURCE, namespace: controlNamespace, labels: { "app.kubernetes.io/part-of": controlNamespace } },
    spec: {
      interval: "1m",
      url: cloneUrl(platform, platformRepository),
      ref: { branch },
      // As in .gitignore: everything, and then not charts/ (source-controller, docs/spec/v1/gitrepositories.md, "Ignore").
      ignore: "/*\n!/charts/\n",
    },
  };
}

/**
 * The chart of one service, for all of its releases: they take a new version when the chart's version is raised.
 * In: the service's name and the platform.
 */
export function helmChart(service: string, { controlNamespace, reconcileStrategy }: Platform): JsonObject {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "HelmChart",
    metadata: { name: service, namespace: controlNamespace, labels: { "app.kubernetes.io/part-of": controlNamespace } },
    spec: {
      chart: `./charts/${service}`,
      interval: "1m",
      reconcileStrategy,
      sourceRef: { kind: "GitRepository", name: SOURCE },
    },
  };
}

const SOURCE = "platform";
