/** YAML files that a module brings along and a cluster needs. */
export interface ModuleFiles {
  module: string;
  /** Folders of the module; all their `.yaml` files, but no kustomization. */
  folders: readonly string[];
  /** The names of the files that are wanted of them, where it is not all: each CRD costs the API server time at its start. */
  only?: readonly string[];
  /** The pin of a module that go.mod does not name, because no program is built from it: its version and go.sum's hash. */
  pin?: { version: string; sum: string };
}

/** They are copied beside the programs, so that a run with a filled cache needs no Go. */
export const MODULE_FILES = {
  "kro-crds": { module: "github.com/kubernetes-sigs/kro", folders: ["helm/crds"] },
  "source-controller-crds": { module: "github.com/fluxcd/source-controller", folders: ["config/crd/bases"] },
  "helm-controller-crds": { module: "github.com/fluxcd/helm-controller", folders: ["config/crd/bases"] },
  "argocd-crds": { module: "github.com/argoproj/argo-cd/v3", folders: ["manifests/crds"] },
  "kwok-stages": {
    module: "sigs.k8s.io/kwok",
    folders: ["kustomize/stage/node/fast", "kustomize/stage/pod/fast", "kustomize/stage/volume/fast"],
  },
  "cloudnative-pg-crds": {
    module: "github.com/cloudnative-pg/cloudnative-pg",
    folders: ["config/crd/bases"],
    only: ["clusters", "backups", "scheduledbackups"].map((plural) => `postgresql.cnpg.io_${plural}.yaml`),
    pin: { version: "v1.28.0", sum: "h1:vkv0a0ewDSfJOPJrsyUr4uczsxheReAWf/k171V0Dm0=" },
  },
} as const satisfies Record<string, ModuleFiles>;

export type ModuleFilesName = keyof typeof MODULE_FILES;

/** A module's files by their name. */
export function moduleFilesNamed(name: ModuleFilesName): ModuleFiles {
  return MODULE_FILES[name];
}
