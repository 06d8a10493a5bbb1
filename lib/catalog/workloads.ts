import type { Service } from "@/lib/domain/service";

const BUILT_IN_WORKLOADS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"]);

/**
 * The workloads that a chart's templates always render: built-in ones, and custom resources behind which an operator
 * runs pods. Read from the templates' text, because the catalogue must not need Helm.
 * In: the text of each template. Out: each kind once, in the templates' order.
 */
export function workloadsOf(templates: string[]): Service["workloads"] {
  const found = templates.flatMap((template) =>
    // A template that starts with a condition renders something optional: backups, an address, scaling.
    /^\s*\{\{-? *if /.test(template) ? [] : [...template.matchAll(/^apiVersion: (\S+)\nkind: (\S+)$/gm)],
  );
  const workloads = found.flatMap(([, apiVersion = "", kind = ""]) =>
    BUILT_IN_WORKLOADS.has(kind) || isCustom(apiVersion) ? [{ apiVersion, kind }] : [],
  );
  return workloads.filter((one, index) => workloads.findIndex(({ kind }) => kind === one.kind) === index);
}

/** True for API groups with a domain that isn't Kubernetes' own. */
function isCustom(apiVersion: string): boolean {
  const [group = "", version] = apiVersion.split("/");
  return version !== undefined && group.includes(".") && !group.endsWith(".k8s.io");
}
