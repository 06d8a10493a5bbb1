import type { Cause, HopId } from "@/lib/domain/status";
import type { Target } from "@/lib/domain/target";
import type { Trouble } from "./finding";

interface Reading {
  /** What the machine says, as far as it is known. */
  match: RegExp;
  /** Who says it, where the same words would mean something else of others. */
  said?: RegExp;
  /** The rest of "Stopped at the release: …", without full stop. */
  because: (found: RegExpExecArray, target: Target) => string;
  advice: string;
  remedy: Cause["remedy"];
}

const EDIT = "instance" as const;

/** What the machines' messages mean, most telling first: the first that matches explains. */
const READINGS: Reading[] = [
  {
    match: /^/,
    said: /^ResourceGraphDefinition\//,
    because: () => "the definition of this service is not accepted",
    advice: "Nothing of this service can be deployed until the platform team has mended its definition.",
    remedy: "platform",
  },
  {
    match: /^/,
    said: /^(?:GitRepository|OCIRepository|HelmRepository|Bucket)\//,
    because: () => "the source of its chart can't be read",
    advice: "It heals by itself once the source answers again; if it doesn't, ask the platform team.",
    remedy: "platform",
  },
  {
    match: /^/,
    said: /^HelmChart\//,
    because: () => "its chart can't be fetched",
    advice: "The platform team must look at the chart and its source.",
    remedy: "platform",
  },
  {
    match: /exceeded quota/i,
    because: (_, { tenant }) => `the quota of ${tenant} is used up`,
    advice: "Ask for more quota for the tenant, make this one smaller, or delete what is not needed any more.",
    remedy: "tenant",
  },
  {
    match: /violates PodSecurity/i,
    because: (_, { tenant }) => `the security rules of ${tenant} refuse its pods`,
    advice: "The chart must run without the rights named below. The platform team can change the chart.",
    remedy: "platform",
  },
  {
    match: /(?:maximum|minimum) (\S+) usage per (?:Container|Pod|PersistentVolumeClaim)/i,
    because: (found, { tenant }) => `it asks for ${found[1] ?? "resources"} outside the limits of ${tenant}`,
    advice: "Choose a size within the limits named below.",
    remedy: EDIT,
  },
  {
    match: /OOMKilled/,
    because: () => "it runs out of memory",
    advice: "Give it more memory.",
    remedy: EDIT,
  },
  {
    match: /CrashLoopBackOff/,
    because: () => "the program stops soon after it starts",
    advice: "Look into the program's own log; when a setting is wrong, change it here.",
    remedy: EDIT,
  },
  {
    match: /(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName)(?:.*?image "([^"]+)")?/s,
    because: (found) =>
      found[1] === undefined ? "its image can't be fetched" : `the image ${found[1]} can't be fetched`,
    advice: "Check the image's name and tag, and that the cluster may read from its registry.",
    remedy: EDIT,
  },
  {
    match: /(?:CreateContainerConfigError|CreateContainerError|RunContainerError)/,
    because: () => "its container can't be started",
    advice: "Check the settings that the message names.",
    remedy: EDIT,
  },
  {
    match: /nodes are available|Insufficient (?:cpu|memory)/i,
    because: () => "no node has room for it",
    advice: "Choose a smaller size, or ask the platform team for room.",
    remedy: EDIT,
  },
  {
    match: /don'?t meet the specifications of the schema/i,
    because: () => "its values don't fit the chart's schema",
    advice: "Edit it: the form shows which values the chart refuses.",
    remedy: EDIT,
  },
  {
    match: /execution error at|error calling|parse error|YAML parse error|template:/i,
    because: () => "the chart can't be rendered with these values",
    advice:
      "Change the value that the message names; when it names none, the chart itself is wrong and the platform team must mend it.",
    remedy: EDIT,
  },
  {
    match:
      /could not find \S+ for requested resource|could not find the requested resource|no matches for kind|"" not found/i,
    because: () => "the cluster does not know this service",
    advice: "The platform team must look at the service's definition.",
    remedy: "platform",
  },
  {
    match: /namespaces? "?([a-z0-9-]+)"? not found/i,
    because: (found) => `the namespace ${found[1] ?? ""} isn't there yet`,
    advice: "It heals by itself once the tenant is set up; if it doesn't, ask the platform team.",
    remedy: "platform",
  },
  {
    match: /is not permitted in project|error getting app project/i,
    because: (_, { tenant }) => `the Argo CD project of ${tenant} does not allow it`,
    advice: "The platform team must allow it in the project.",
    remedy: "platform",
  },
  {
    match: /User "?system:serviceaccount:([a-z0-9-]+):\S+.* in the namespace "(?!\1")([a-z0-9-]+)"/,
    because: (found, { tenant }) =>
      `its chart reaches into the namespace ${found[2] ?? ""}, and ${tenant} ends at its own`,
    advice: "The platform team must mend the chart.",
    remedy: "platform",
  },
  {
    match: /User "?system:serviceaccount:\S+/,
    because: (_, { tenant }) => `the account that deploys for ${tenant} may not do it`,
    advice: "It goes on by itself once that account has its rights; if it doesn't get them, ask the platform team.",
    remedy: "platform",
  },
  {
    match: /ValidatingAdmissionPolicy|admission webhook/i,
    because: () => "a rule of the platform refuses it",
    advice: "Change what the rule names.",
    remedy: EDIT,
  },
  {
    match: /auto-sync will wipe out all resources|failed to unmarshal|error (?:un)?marshaling|error converting YAML/i,
    because: () => "the manifest can't be read",
    advice: "Edit it: the page shows the file with its errors.",
    remedy: EDIT,
  },
  {
    match: /no more tasks/i,
    because: () => "the file holds no manifest",
    advice: "Edit it: the page shows the file with its errors.",
    remedy: EDIT,
  },
  {
    match: /is invalid:|unknown field|field not declared in schema|strict decoding|Unsupported value|Invalid value/i,
    because: () => "the Kubernetes API refuses the manifest",
    advice: "Change the value that the message names.",
    remedy: EDIT,
  },
  {
    match: /(?:failed to (?:download|fetch|pull)|no such host|connection refused|chart.*not found)/i,
    because: () => "the chart can't be fetched",
    advice: "The platform team must look at the chart's source.",
    remedy: "platform",
  },
  {
    match: /context deadline exceeded|timed? ?out/i,
    because: () => "it did not become ready in time",
    advice: "Look at the objects and events below for what is still missing.",
    remedy: EDIT,
  },
  {
    match: /ProgressDeadlineExceeded|has timed out progressing/,
    because: () => "its pods did not become ready in time",
    advice: "Look at the events below for what is still missing.",
    remedy: EDIT,
  },
];

/** What is known without any machine's words. */
const KNOWN: Record<NonNullable<Trouble["known"]>, Reading> = {
  "tenant-first": {
    match: /^/,
    because: (_, { tenant }) => `its tenant ${tenant} isn't set up`,
    advice: "It goes on by itself once the tenant is mended; the tenant's page says more.",
    remedy: "tenant-first",
  },
  emptied: {
    match: /^/,
    because: () => "the file holds no manifest that can be read",
    advice: "Edit it: the page shows the file with its errors. To delete it, ask for that.",
    remedy: EDIT,
  },
  "still-retried": {
    match: /^/,
    because: () => "it still tries to apply the version that was refused",
    advice: "It deletes nothing before that ends. The platform team can end it: argocd app terminate-op.",
    remedy: "platform",
  },
  "left-behind": {
    match: /^/,
    because: () => "Flux let go of it before all of it was removed",
    advice:
      "The account that deploys for the tenant was missing. The platform team must bring it back and remove what is left; to request it again under the same name and delete it anew does so too.",
    remedy: "platform",
  },
};

const OTHERWISE: Record<HopId, string> = {
  merged: "Git has no manifest for it",
  synced: "it could not apply the manifest",
  accepted: "it could not take the manifest",
  release: "Flux could not install it",
  objects: "an object of the release failed",
  pods: "a pod does not start",
};

const PLACE: Record<HopId, string> = {
  merged: "the start",
  synced: "Argo CD",
  accepted: "KRO",
  release: "the release",
  objects: "the objects",
  pods: "the pods",
};

const UNKNOWN = "If the message below does not help, ask the platform team.";
const UNWANTED = "Request it again under the same name, or ask the platform team to remove it from the cluster.";

/** The cause that a hop's own words come to. `verb`: "Stopped at", or "Stuck at" for something that is being deleted. */
export function causeOf(
  hop: HopId,
  trouble: Trouble,
  target: Target,
  stillRuns: string | null,
  verb: "Stopped at" | "Stuck at" = "Stopped at",
): Cause {
  const reading =
    trouble.known !== undefined
      ? KNOWN[trouble.known]
      : READINGS.find(
          ({ match, said }) => match.test(trouble.quote) && (said === undefined || said.test(trouble.said)),
        );
  const found = reading?.match.exec(trouble.quote);
  const because = reading && found ? reading.because(found, target) : OTHERWISE[hop];
  const remedy = reading?.remedy ?? "platform";
  return {
    hop,
    sentence: `${verb} ${PLACE[hop]}: ${because}.`,
    quote: trouble.quote,
    said: trouble.said,
    advice: reading?.advice ?? (hop === "merged" ? UNWANTED : UNKNOWN),
    // What can be changed about a tenant is changed in the tenant's own manifest.
    remedy: remedy === "instance" && target.type === "tenant" ? "tenant" : remedy,
    stillRuns,
  };
}

/** The cause of something that goes on, only slower than it should. */
export function slowCauseOf(hop: HopId, trouble: Trouble): Cause {
  return {
    hop,
    sentence: `Slower than usual: it waits at ${PLACE[hop]}.`,
    quote: trouble.quote,
    said: trouble.said,
    advice: "It may still arrive by itself. If the message below stays, ask the platform team.",
    remedy: "platform",
    stillRuns: null,
  };
}
