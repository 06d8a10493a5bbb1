import type { ModuleFilesName } from "./programs/module-files";
import type { ProgramName } from "./programs/programs";

/** What the specs need of the control plane today. */
export const SUITE_PROGRAMS: readonly ProgramName[] = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kro",
  "helm",
];

export const SUITE_FILES: readonly ModuleFilesName[] = ["kro-crds", "helm-controller-crds", "source-controller-crds"];
