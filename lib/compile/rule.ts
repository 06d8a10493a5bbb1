import type { Resource } from "./rendered-kinds";

/** One rule of a role. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  /** Only these; every one where absent. */
  resourceNames?: string[];
  verbs: string[];
}

export const READ = ["get", "list", "watch"];
export const WRITE = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** That resources of one API group may be looked at. */
export function read(group: string, ...resources: string[]): Rule {
  return { apiGroups: [group], resources, verbs: READ };
}

/** One rule for each API group, groups and resources sorted. */
export function byGroup(resources: readonly Resource[], verbs: string[]): Rule[] {
  const groups = [...new Set(resources.map(({ group }) => group))].sort();
  return groups.map((group) => ({
    apiGroups: [group],
    resources: [...new Set(resources.filter((one) => one.group === group).map(({ resource }) => resource))].sort(),
    verbs,
  }));
}
