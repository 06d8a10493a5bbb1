import type { JsonObject } from "@/lib/domain/json";
import { objectAt, objectsAt } from "../api/fields";
import type { Manifest } from "../api/objects";

/** A pod with this in the name of an image never starts: its image can't be pulled. */
export const NEVER_STARTS = "never-starts";

/** In jq: an array of `any` answers true or false, which kwok compares as a text. */
const HAS_SUCH_IMAGE = `[.spec.containers[].image] | any(contains("${NEVER_STARTS}"))`;

const stage = (name: string, spec: JsonObject): Manifest => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec,
});

/** kwok's stage that makes pods ready, for all pods but those whose image never starts. */
export function butForNeverStarting(podReady: Manifest): Manifest {
  const spec = objectAt(podReady, "spec");
  const selector = objectAt(spec, "selector");
  const exception = { key: HAS_SUCH_IMAGE, operator: "NotIn", values: ["true"] };
  const matchExpressions = [...objectsAt(selector, "matchExpressions"), exception];
  return { ...podReady, spec: { ...spec, selector: { ...selector, matchExpressions } } };
}

/** What a kubelet says of a pod whose image it can't pull. */
const IMAGE_NOT_PULLED = stage("pod-image-not-pulled", {
  resourceRef: { apiGroup: "v1", kind: "Pod" },
  selector: {
    matchExpressions: [
      { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
      { key: ".status.phase", operator: "In", values: ["Pending"] },
      { key: HAS_SUCH_IMAGE, operator: "In", values: ["true"] },
      { key: ".status.containerStatuses.[].state.waiting.reason", operator: "NotIn", values: ["ImagePullBackOff"] },
    ],
  },
  next: {
    event: { type: "Warning", reason: "Failed", message: "Failed to pull image: not found" },
    statusTemplate: `
{{ $now := Now }}
conditions:
- { lastTransitionTime: {{ $now | Quote }}, status: "True", type: Initialized }
{{ range list "Ready" "ContainersReady" }}
- lastTransitionTime: {{ $now | Quote }}
  status: "False"
  type: {{ . }}
  reason: ContainersNotReady
  message: {{ printf "containers with unready status: %v" (index $.spec.containers 0).name | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  imageID: ""
  name: {{ .name | Quote }}
  ready: false
  started: false
  restartCount: 0
  state:
    waiting:
      reason: ImagePullBackOff
      message: {{ printf "Back-off pulling image \\"%v\\"" .image | Quote }}
{{ end }}
phase: Pending
startTime: {{ $now | Quote }}
`,
  },
});

/**
 * CloudNativePG's operator, as far as its status goes (api/v1/cluster_types.go, v1.28.0): a Cluster has as many healthy
 * instances as it asks for. It makes no pods, services or secrets.
 */
const DATABASE_HEALTHY = stage("cloudnative-pg-cluster-healthy", {
  resourceRef: { apiGroup: "postgresql.cnpg.io/v1", kind: "Cluster" },
  selector: {
    matchExpressions: [
      { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
      {
        key: '.status.phase == "Cluster in healthy state" and .status.readyInstances == .spec.instances and .status.image == .spec.imageName',
        operator: "NotIn",
        values: ["true"],
      },
    ],
  },
  next: {
    statusTemplate: `
{{ $now := Now }}
{{ $name := .metadata.name }}
phase: Cluster in healthy state
instances: {{ .spec.instances }}
readyInstances: {{ .spec.instances }}
instanceNames:
{{ range untilStep 1 (add1 .spec.instances | int) 1 }}
- {{ printf "%s-%d" $name . | Quote }}
{{ end }}
healthyPVC:
{{ range untilStep 1 (add1 .spec.instances | int) 1 }}
- {{ printf "%s-%d" $name . | Quote }}
{{ end }}
pvcCount: {{ .spec.instances }}
latestGeneratedNode: {{ .spec.instances }}
currentPrimary: {{ printf "%s-1" $name | Quote }}
targetPrimary: {{ printf "%s-1" $name | Quote }}
currentPrimaryTimestamp: {{ $now | Quote }}
targetPrimaryTimestamp: {{ $now | Quote }}
timelineID: 1
image: {{ .spec.imageName | Quote }}
writeService: {{ printf "%s-rw" $name | Quote }}
readService: {{ printf "%s-r" $name | Quote }}
conditions:
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: Ready
  reason: ClusterIsReady
  message: Cluster is Ready
`,
  },
});

/** The stages that kwok does not bring along. */
export const OWN_STAGES: readonly Manifest[] = [IMAGE_NOT_PULLED, DATABASE_HEALTHY];
