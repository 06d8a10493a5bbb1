import { RELEASE_NAME_MAX } from "@/lib/domain/names";
import { inWords, kindOf } from "@/lib/domain/service";
import { DRAFT_07 } from "@/lib/schema/dialect";

/** Lower-case words of letters and digits with hyphens between them; the first begins with a letter. */
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Room for an instance's own name within what its release may be called. */
const NAME_MAX = RELEASE_NAME_MAX - 10;
/** Names of folders and files that are generated for all services together, or that a cluster has. */
const TAKEN = ["all", "cluster-roles", "deployers", "gitrepository", "portal-reads", "secret-fence", "shared"];
/**
 * Kinds that Kubernetes has, and those of what deploys: a second one by the same name would answer to `kubectl get`
 * in its place or never, and no reader of an object's story could tell the two apart.
 */
const KINDS = [
  ...["Binding", "ClusterRole", "ClusterRoleBinding", "ConfigMap", "ControllerRevision", "CronJob", "DaemonSet"],
  ...["Deployment", "Endpoints", "EndpointSlice", "Event", "HorizontalPodAutoscaler", "Ingress", "IngressClass", "Job"],
  ...["Lease", "LimitRange", "List", "Namespace", "NetworkPolicy", "Node", "PersistentVolume", "PersistentVolumeClaim"],
  ...["Pod", "PodDisruptionBudget", "PodTemplate", "PriorityClass", "ReplicaSet", "ReplicationController"],
  ...["ResourceQuota", "Role", "RoleBinding", "Secret", "Service", "ServiceAccount", "StatefulSet", "Status"],
  ...["StorageClass", "CustomResourceDefinition", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
  ...["Application", "ApplicationSet", "AppProject", "GitRepository", "HelmChart", "HelmRelease", "HelmRepository"],
  ...["GraphRevision", "ResourceGraphDefinition"],
];

/**
 * Why a service can't have a name: every reason, as sentences that say what to do; empty when it can.
 *
 * @param name as it was asked for
 * @param charts the names of the charts that are there, libraries too
 */
export function problemsOfServiceName(name: string, charts: readonly string[]): string[] {
  if (!KEBAB.test(name))
    return [
      `"${name}" can't be a service's name. Use lower-case letters, digits and single hyphens, such as full-stack.`,
    ];
  if (charts.includes(name))
    return [`There is a chart called ${name} already. Choose another name, or change charts/${name}.`];
  if (TAKEN.includes(name)) return [`${name} is the name of a generated file. Choose another name.`];
  const kind = kindOf(name);
  return [
    ...(name.length > NAME_MAX
      ? [`${name} has ${name.length} characters; at most ${NAME_MAX} leave room for an instance's own name.`]
      : []),
    ...KINDS.filter((known) => known.toLowerCase() === kind.toLowerCase()).map(
      (known) => `Its kind would be ${kind}, and the cluster has a ${known} already. Choose another name.`,
    ),
    ...charts.flatMap((other) => collision(kind, other)),
  ];
}

/** Kubernetes tells kinds apart by their lower-case names, and gives each a second one for its lists. */
function collision(kind: string, other: string): string[] {
  const [mine, its] = [kind.toLowerCase(), kindOf(other).toLowerCase()];
  const collides = mine === its || mine === `${its}list` || its === `${mine}list`;
  return collides
    ? [
        `Its kind would be ${kind}, which Kubernetes can't tell from ${kindOf(other)} of charts/${other}. Choose another name.`,
      ]
    : [];
}

/** A file to write, relative to the repository's root. */
export interface ScaffoldFile {
  path: string;
  text: string;
}

/**
 * A new service's chart: it lints, renders and can be requested as it is. What is compiled from its schema is not in it.
 * In: a name that problemsOfServiceName has nothing against. Out: the files of charts/<name>.
 */
export function scaffold(name: string): ScaffoldFile[] {
  const title = inWords(name);
  const file = (path: string, text: string): ScaffoldFile => ({ path: `charts/${name}/${path}`, text });
  return [
    file("Chart.yaml", chartFile(name, title)),
    file(
      ".helmignore",
      "# Not part of the packaged chart: the cases that make lint, template and validate render.\nci/\nicon.svg\nREADME.md\n",
    ),
    file("values.schema.json", `${JSON.stringify(schemaOf(name, title), null, 2)}\n`),
    file("ci/minimal.yaml", "tenant: example\nname: first\n"),
    file("icon.svg", ICON),
    file("templates/config.yaml", TEMPLATE),
  ];
}

function chartFile(name: string, title: string): string {
  return `apiVersion: v2
name: ${name}
description: "${title}: say in one sentence what it gives a developer."
type: application
version: 0.1.0
keywords: []
dependencies:
  - name: lib
    version: ">=0.1.0 <1.0.0"
    repository: file://../lib
`;
}

function schemaOf(name: string, title: string): object {
  const label = { type: "string", minLength: 1, pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$" };
  const helm = (words: string, description: string) => ({ title: words, description, type: "object" });
  return {
    $schema: DRAFT_07,
    title,
    description: `${title}: say in one sentence what it gives a developer.`,
    type: "object",
    additionalProperties: false,
    required: ["tenant", "name"],
    properties: {
      tenant: {
        title: "Tenant",
        description: "The tenant that it runs in.",
        ...label,
        maxLength: 43,
        examples: ["acme"],
      },
      name: {
        title: "Name",
        description: "Lower-case letters, digits and hyphens; it can't change later.",
        ...label,
        maxLength: RELEASE_NAME_MAX - `-${name}`.length,
        examples: ["first"],
      },
      greeting: {
        title: "Greeting",
        description: "A first field to replace: it ends up in a ConfigMap.",
        type: "string",
        maxLength: 200,
        default: "Hello",
      },
      global: helm("Global", "Added by Helm; not for use."),
      lib: helm("Library", "Added by Helm for the library chart; not for use."),
    },
  };
}

const TEMPLATE = `# A first object to replace by what the service is made of. charts/lib has names, labels, sizes and security contexts.
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "lib.metadata" (dict "root" .) | nindent 2 }}
data:
  greeting: {{ .Values.greeting | quote }}
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M12 3 20 7.5v9L12 21l-8-4.5v-9z"/>
  <path d="m4 7.5 8 4.5 8-4.5"/>
  <path d="M12 12v9"/>
</svg>
`;
