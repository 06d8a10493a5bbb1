import type { JsonObject } from "@/lib/domain/json";
import { RELEASE_NAME_MAX } from "@/lib/domain/names";
import type { Platform } from "@/lib/domain/platform";
import { TENANT_SERVICE } from "@/lib/domain/service";
import type { ApiPlace } from "./api-place";
import type { Cel } from "./cel";
import * as cel from "./cel";
import { fixedRules } from "./fixed-rules";
import { rulesOf } from "./rules";
import type { Validation } from "./validation";

/** What a policy is compiled from. */
export interface PolicyInput {
  name: string;
  kind: string;
  title: string;
  /** The service's values (apiTypes). */
  values: ApiPlace;
  /** What comes after an instance's name in the longest name that is computed from it (longestSuffix); `-<service>` by default. */
  suffix?: string;
}

/** The values as expressions of the policy. They are dynamic, for the API knows a key like `a-b` by another name when it checks types. */
const VALUES = "variables.values";

/**
 * What a KRO schema can't say of a service's instances: a ValidatingAdmissionPolicy and its binding
 * (admissionregistration.k8s.io/v1).
 *
 * It never holds an object fast: one that is being deleted, and an update that leaves `spec` as it was, pass. It guesses
 * no plural: it is asked about everything of the group, and looks at the kind.
 *
 * In: the service and the platform. Out: the two objects, to be written as YAML.
 */
export function policy(service: PolicyInput, platform: Platform): JsonObject[] {
  const name = `${service.name}.${platform.group}`;
  const labels = { "app.kubernetes.io/part-of": platform.controlNamespace };
  return [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name, labels },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [platform.group],
              apiVersions: ["*"],
              operations: ["CREATE", "UPDATE"],
              resources: ["*"],
              scope: "Namespaced",
            },
          ],
        },
        matchConditions: [
          { name: "kind", expression: `request.kind.kind == ${cel.literal(service.kind)}` },
          { name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" },
          { name: "spec-changed", expression: SPEC_CHANGED },
        ],
        variables: [
          {
            name: "values",
            expression: `has(object.spec) && has(object.spec.values) ? dyn(object.spec.values) : dyn({})`,
          },
        ],
        validations: validations(service, platform).map(({ expression, message }) => ({
          expression,
          message,
          reason: "Invalid",
        })),
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name, labels },
      spec: { policyName: name, validationActions: ["Deny"] },
    },
  ];
}

const SPEC_CHANGED =
  "oldObject == null || has(object.spec) != has(oldObject.spec) || (has(object.spec) && object.spec != oldObject.spec)";

/** Every rule of a service, in the order in which a person would mend them. */
export function validations(service: PolicyInput, platform: Platform): Validation[] {
  return [
    {
      expression: "has(object.spec) && has(object.spec.values)",
      message: `spec.values is missing: state the values of this ${service.kind} there.`,
    },
    ...(service.name === TENANT_SERVICE ? tenantNames(service, platform) : instanceNames(service, platform)),
    ...rulesOf(service.values, VALUES).flatMap(({ cel: expression, message }) =>
      expression === cel.ALWAYS ? [] : [{ expression, message }],
    ),
    ...fixedRules(service.values.schema),
  ];
}

function tenantNames({ kind }: PolicyInput, platform: Platform): Validation[] {
  return [
    {
      expression: `object.metadata.namespace == ${cel.literal(platform.controlNamespace)}`,
      message: `A tenant belongs into the namespace ${platform.controlNamespace}.`,
    },
    isNamed("object.metadata.name"),
    fits(`-${TENANT_SERVICE}`),
    notReserved("object.metadata.name", platform),
    cameByItsFolder("object.metadata.name", kind),
  ];
}

function instanceNames({ name, kind, suffix = `-${name}` }: PolicyInput, platform: Platform): Validation[] {
  return [
    {
      expression: "has(variables.values.tenant) && variables.values.tenant == object.metadata.namespace",
      message: `spec.values.tenant must be the namespace that this ${kind} lies in.`,
    },
    isNamed("object.metadata.name"),
    fits(suffix),
    notReserved("object.metadata.namespace", platform),
    cameByItsFolder(`object.metadata.namespace + ${cel.literal(`.${name}.`)} + object.metadata.name`, kind),
  ];
}

const TRACKING = "argocd.argoproj.io/tracking-id";

/**
 * A manifest that states something else than its path says was not reviewed as what it is. Argo CD writes on what it
 * applies which Application brought it (`<application>:<group>/<kind>:<namespace>/<name>`), and ours are called like the
 * folder that they read. What came another way has no such mark.
 */
function cameByItsFolder(application: Cel, kind: string): Validation {
  const mark = cel.literal(TRACKING);
  return {
    expression: `!has(object.metadata.annotations) || !(${mark} in object.metadata.annotations) || object.metadata.annotations[${mark}].startsWith(${application} + ':')`,
    message: `This ${kind} comes from a folder of the releases repository that belongs to something else.`,
  };
}

function isNamed(name: Cel): Validation {
  return {
    expression: `has(variables.values.name) && variables.values.name == ${name}`,
    message: "spec.values.name must be the same as metadata.name.",
  };
}

/** Helm's release is called `<name>-<service>`, a child's `<name>-<alias>-<service>`, and the objects of their charts after it. */
function fits(suffix: string): Validation {
  const most = RELEASE_NAME_MAX - suffix.length;
  return {
    expression: `size(object.metadata.name) <= ${most}`,
    message: `The name is too long: with ${suffix} after it at most ${RELEASE_NAME_MAX} characters fit, so it may have ${most}.`,
  };
}

function notReserved(name: Cel, { reservedTenants }: Platform): Validation {
  const whole = reservedTenants.filter((reserved) => !reserved.endsWith("*"));
  const prefixes = reservedTenants
    .filter((reserved) => reserved.endsWith("*"))
    .map((reserved) => reserved.slice(0, -1));
  const isTaken = cel.or(
    whole.length > 0 ? cel.isOneOf(name, whole) : cel.NEVER,
    ...prefixes.map((prefix) => `${name}.startsWith(${cel.literal(prefix)})`),
  );
  return {
    expression: cel.whole(cel.not(isTaken)),
    message: "This namespace is reserved for the platform; choose another tenant.",
  };
}
