import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { amountOf } from "@/lib/domain/quantity";
import { at, word } from "./charts";

/** The keys whose values are numbers or true and false in Kubernetes. Everything else that a chart renders is a text. */
const NOT_TEXT =
  /^(replicas|revisionHistoryLimit|progressDeadlineSeconds|terminationGracePeriodSeconds|instances|port|targetPort|containerPort|(min|max)Replicas|averageUtilization|maxSkew|maxSurge|maxUnavailable|number|runAs(User|Group)|fsGroup|periodSeconds|timeoutSeconds|failureThreshold|runAsNonRoot|allowPrivilegeEscalation|privileged|readOnly(RootFilesystem)?|automountServiceAccountToken|enable\w+|dataChecksums|isWALArchiver)$/;

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** `64Mi`, `0.5` and the like, compared as numbers. */
const amount = (value: JsonValue | undefined) => amountOf(value) ?? Number.NaN;

/**
 * What Kubernetes would refuse or do otherwise than a chart means, about one release's objects.
 * In: the objects. Out: a sentence each; none when all is well.
 */
export function faultsOf(objects: JsonObject[]): string[] {
  const identities = objects.map(
    (one) => `${word(one.apiVersion)} ${word(one.kind)} ${word(at(one, "metadata", "name"))}`,
  );
  return [
    ...identities.filter((one, index) => identities.indexOf(one) !== index).map((one) => `${one} is there twice`),
    ...objects.flatMap((one, index) =>
      [
        ...metadataFaults(one),
        ...textFaults(one, ""),
        ...podFaults(at(one, "spec", "template", "spec")),
        ...selectorFaults(one, objects),
        ...kindFaults(one, objects),
      ].map((fault) => `${identities[index]}: ${fault}`),
    ),
  ];
}

export function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function metadataFaults(one: JsonObject): string[] {
  const name = word(at(one, "metadata", "name"));
  const labels = at(one, "metadata", "labels");
  return [
    ...(LABEL.test(name) ? [] : [`the name ${name} is no DNS label`]),
    ...Object.entries(isObject(labels) ? labels : {}).flatMap(([key, value]) =>
      /^([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/.test(word(value))
        ? []
        : [`the label ${key} can't be ${word(value)}`],
    ),
  ];
}

/** A text that YAML 1.1 reads as a number, a boolean, a date or nothing was not quoted. */
function textFaults(value: JsonValue, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textFaults(item, key));
  if (isObject(value)) return Object.entries(value).flatMap(([name, inside]) => textFaults(inside, name));
  return typeof value === "string" || NOT_TEXT.test(key) ? [] : [`${key} is ${JSON.stringify(value)} and no text`];
}

function podFaults(pod: JsonValue | undefined): string[] {
  if (!isObject(pod)) return [];
  const volumes = list(pod.volumes).map((volume) => word(at(volume, "name")));
  const faults = list(pod.volumes).flatMap((volume) =>
    isObject(at(volume, "emptyDir")) && at(volume, "emptyDir", "sizeLimit") === undefined
      ? ["a folder may fill the node's disk"]
      : [],
  );
  if (pod.serviceAccountName !== undefined) faults.push("it has an account of its own");
  for (const container of [...list(pod.initContainers), ...list(pod.containers)]) {
    for (const resource of ["cpu", "memory", "ephemeral-storage"]) {
      const [asked, most] = ["requests", "limits"].map((part) => amount(at(container, "resources", part, resource)));
      if (!(asked !== undefined && most !== undefined && asked > 0 && asked <= most))
        faults.push(`it asks for ${asked} of ${resource} and may have ${most}`);
    }
    for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"])
      if (at(container, probe) === undefined) faults.push(`it has no ${probe}`);
    const paths = list(at(container, "volumeMounts")).map((mount) => word(at(mount, "mountPath")));
    if (new Set(paths).size < paths.length) faults.push("two volumes lie at one place");
    const names = list(at(container, "env")).map((variable) => word(at(variable, "name")));
    if (new Set(names).size < names.length) faults.push("a variable is set twice");
    // A claim's template is a volume too, and is called data.
    for (const mount of list(at(container, "volumeMounts")))
      if (![...volumes, "data"].includes(word(at(mount, "name")))) faults.push("a volume is missing");
  }
  return faults;
}

/** Pods of the same release that a selector finds: their labels, and the names of their ports. */
function selectorFaults(one: JsonObject, objects: JsonObject[]): string[] {
  const selector = one.kind === "Service" ? at(one, "spec", "selector") : at(one, "spec", "selector", "matchLabels");
  if (!isObject(selector)) return [];
  const found = objects.filter((other) => {
    const labels = at(other, "spec", "template", "metadata", "labels");
    return isObject(labels) && Object.entries(selector).every(([key, value]) => labels[key] === value);
  });
  const ports = found.flatMap((other) =>
    list(at(other, "spec", "template", "spec", "containers")).flatMap((container) =>
      list(at(container, "ports")).map((port) => at(port, "name")),
    ),
  );
  const lost = list(at(one, "spec", "ports")).filter((port) => !ports.includes(at(port, "targetPort")));
  return [
    ...(found.length === 1 ? [] : [`it selects the pods of ${found.length} workloads`]),
    ...lost.map((port) => `no container has the port ${JSON.stringify(port)}`),
  ];
}

function kindFaults(one: JsonObject, objects: JsonObject[]): string[] {
  const spec = one.spec;
  const isThere = (kind: string, name: JsonValue | undefined) =>
    objects.some((other) => other.kind === kind && at(other, "metadata", "name") === name);
  const when = (bad: boolean, fault: string) => (bad ? [fault] : []);
  switch (one.kind) {
    case "HorizontalPodAutoscaler":
      return [
        ...when(!(amount(at(spec, "minReplicas")) <= amount(at(spec, "maxReplicas"))), "its bounds cross"),
        ...when(!isThere("Deployment", at(spec, "scaleTargetRef", "name")), "it scales nothing"),
        ...when(
          objects.some((other) => other.kind === "Deployment" && at(other, "spec", "replicas") !== undefined),
          "the chart decides the number of copies too",
        ),
      ];
    case "PodDisruptionBudget":
      return when(
        at(spec, "minAvailable") !== undefined || amount(at(spec, "maxUnavailable")) < 1,
        "it keeps a node from being drained",
      );
    case "Cluster":
      return [
        ...when(
          amount(at(spec, "instances")) > 1 !== at(spec, "enablePDB"),
          "its budget would keep a single copy's node, or protects none of several",
        ),
        ...list(at(spec, "plugins")).flatMap((plugin) =>
          when(!isThere("ObjectStore", at(plugin, "parameters", "barmanObjectName")), "its object store is missing"),
        ),
      ];
    case "Ingress":
      return list(at(spec, "rules")).flatMap((rule) => [
        ...when(word(at(rule, "host")).length > 253, "its host is too long"),
        ...when(!isThere("Service", at(rule, "http", "paths", 0, "backend", "service", "name")), "it leads nowhere"),
      ]);
    case "Service":
      return when(
        at(spec, "type") !== "ClusterIP" || JSON.stringify(spec).includes("nodePort"),
        "it is open to others than the cluster",
      );
    case "NetworkPolicy":
      return [...JSON.stringify(spec).matchAll(/"port":(\d+)/g)].flatMap(([, port]) =>
        when(!(Number(port) >= 1 && Number(port) <= 65_535), `no port is ${port}`),
      );
    default:
      return [];
  }
}
