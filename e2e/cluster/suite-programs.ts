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

/** Kinds that definitions make objects of: KRO refuses a definition of a kind that the API server does not serve. */
export const SUITE_CRDS = [
  "helm-controller-crds",
  "source-controller-crds",
  "argocd-crds",
] as const satisfies readonly ModuleFilesName[];

export const SUITE_FILES: readonly ModuleFilesName[] = ["kro-crds", ...SUITE_CRDS];
