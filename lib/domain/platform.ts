/** How one sign-in provider's people become RBAC subjects. */
export interface SubjectMapping {
  /** Put before the provider's user claim: `dev:` + `requester`. Two providers never share one. */
  userPrefix: string;
  /** Put before each of the provider's groups. */
  groupPrefix: string;
}

/** An RBAC subject as Kubernetes writes it: the exact name of a user or a group. */
export interface Subject {
  kind: "User" | "Group";
  name: string;
}

/** Everything in platform.yaml: the one file that a fork edits. */
export interface Platform {
  /** The API group of every kind, e.g. `managedservices.thecodingsheikh.io`. */
  group: string;
  /** The API version of every kind, e.g. `v1alpha1`. */
  version: string;
  /** Where both repositories lie: `https://github.com`. */
  gitServer: string;
  /** `owner/name` of the repository that holds charts and definitions. */
  platformRepository: string;
  /** `owner/name` of the repository that holds the manifests. */
  releasesRepository: string;
  /** The branch of both that is live, e.g. `main`. */
  branch: string;
  /**
   * When releases take a changed chart: `ChartVersion`, when its version was raised, or `Revision`, with every commit,
   * which then upgrades every release.
   */
  reconcileStrategy: "ChartVersion" | "Revision";
  /** The namespace of Tenant resources, chart sources and the portal itself. */
  controlNamespace: string;
  /** Web apps are served below `<tenant>.<baseDomain>`. */
  baseDomain: string;
  /** Where the operators that the platform stands on live. No tenant may take one of these names. */
  namespaces: {
    argocd: string;
    flux: string;
    kro: string;
    /** CloudNativePG, which must reach every database. */
    postgresOperator: string;
    /** The ingress controller: the one outsider that reaches a tenant's pods. */
    ingress: string;
  };
  /** Where the Kubernetes API server answers, as a CIDR: a database's pods must reach it. */
  apiServerCidr: string;
  /** Every namespace that no tenant may take, the control and operator namespaces included; `*` at the end matches a prefix: `kube-*`. */
  reservedTenants: string[];
  /** Namespaces besides a tenant's own whose objects forms may suggest by name (`x-options`), to anyone who may request. */
  optionNamespaces?: string[];
  /** Who decides. */
  admins: Subject[];
  /** True lets a platform admin decide their own request (a team of one). */
  selfApproval: boolean;
  /** By provider id (`development`, later `github`, `oidc`). */
  identity: Record<string, SubjectMapping>;
  /** Seconds. */
  timeouts: {
    /** How long Helm waits for a release to become ready. */
    release: number;
    /** How long a reconcile may take before the portal calls it slow. */
    reconcile: number;
  };
}
