/** A program of the control plane, built from the module graph that go.mod and go.sum beside this file pin. */
export interface Program {
  name: string;
  package: string;
  /** The module that its version is read from. */
  module: string;
  /** Variables that the linker sets: a program that was built without them calls itself a development version. */
  stamps?: (version: string) => Readonly<Record<string, string>>;
}

/** An unstamped API server says `v0.0.0-master`, which charts with a `kubeVersion` and Argo CD can't read. */
function kubernetesStamps(version: string): Readonly<Record<string, string>> {
  const [, major = "", minor = ""] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const variable = "k8s.io/component-base/version";
  return { [`${variable}.gitVersion`]: version, [`${variable}.gitMajor`]: major, [`${variable}.gitMinor`]: minor };
}

const KUBERNETES = { module: "k8s.io/kubernetes", stamps: kubernetesStamps };

/** In the order in which they start. */
export const PROGRAMS = {
  etcd: { package: "go.etcd.io/etcd/server/v3", module: "go.etcd.io/etcd/server/v3" },
  "kube-apiserver": { package: "k8s.io/kubernetes/cmd/kube-apiserver", ...KUBERNETES },
  "kube-controller-manager": { package: "k8s.io/kubernetes/cmd/kube-controller-manager", ...KUBERNETES },
  "kube-scheduler": { package: "k8s.io/kubernetes/cmd/kube-scheduler", ...KUBERNETES },
  kwok: { package: "sigs.k8s.io/kwok/cmd/kwok", module: "sigs.k8s.io/kwok" },
  kro: {
    package: "github.com/kubernetes-sigs/kro/cmd/controller",
    module: "github.com/kubernetes-sigs/kro",
    stamps: (version) => ({ "sigs.k8s.io/release-utils/version.gitVersion": version }),
  },
  "source-controller": {
    package: "github.com/fluxcd/source-controller",
    module: "github.com/fluxcd/source-controller",
  },
  "helm-controller": { package: "github.com/fluxcd/helm-controller", module: "github.com/fluxcd/helm-controller" },
  argocd: {
    package: "github.com/argoproj/argo-cd/v3/cmd",
    module: "github.com/argoproj/argo-cd/v3",
    // Argo CD writes its version without a v; unstamped it is 99.99.99.
    stamps: (version) => ({ "github.com/argoproj/argo-cd/v3/common.version": version.replace(/^v/, "") }),
  },
  helm: { package: "helm.sh/helm/v4/cmd/helm", module: "helm.sh/helm/v4" },
} as const satisfies Record<string, Omit<Program, "name">>;

export type ProgramName = keyof typeof PROGRAMS;

/** A program with its name. */
export function programNamed(name: ProgramName): Program {
  return { name, ...PROGRAMS[name] };
}
