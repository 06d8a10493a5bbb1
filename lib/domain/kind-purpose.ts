/** What objects of Kubernetes' own kinds, and of the operators' that charts use, are there for: a few words after the name. */
const PURPOSES: Readonly<Record<string, string>> = {
  Namespace: "holds everything of the tenant",
  PersistentVolumeClaim: "a volume with data",
  Secret: "passwords and keys",
  ConfigMap: "its configuration",
  Deployment: "runs its pods",
  StatefulSet: "runs its pods",
  DaemonSet: "runs its pods",
  Cluster: "runs its pods",
  ScheduledBackup: "when backups are made; those in the bucket stay",
  ObjectStore: "where backups go; what is in the bucket stays",
  Job: "a task that runs once",
  CronJob: "a task that runs again and again",
  Service: "its address in the cluster",
  Ingress: "its address for the outside",
  HorizontalPodAutoscaler: "adds and removes pods",
  PodDisruptionBudget: "keeps pods running while nodes are emptied",
  NetworkPolicy: "a network rule",
  ResourceQuota: "what all pods may use together",
  LimitRange: "what one pod gets and may use",
  ServiceAccount: "an account for programs",
  Role: "a set of rights",
  RoleBinding: "who has which rights",
};

/** What a kind of object is for, in a few words; "" for a kind that the platform doesn't know. */
export function purposeOf(kind: string): string {
  return Object.hasOwn(PURPOSES, kind) ? (PURPOSES[kind] ?? "") : "";
}
