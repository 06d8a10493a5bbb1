import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { DEPLOYER } from "./deployer";

/** Kubernetes puts a token of the account that such a Secret names into it. */
const TOKEN = "kubernetes.io/service-account-token";

/**
 * Helm finds its records by a label, whatever their type, and by their names. Flux installs what a record says, as the
 * deployer: who writes a record writes everything that the deployer may.
 */
const IS_RECORD = [
  "object.metadata.?name.orValue('').startsWith('sh.helm.release.')",
  "object.?type.orValue('') == 'helm.sh/release.v1'",
  "object.metadata.?labels[?'owner'].orValue('') == 'helm'",
].join(" || ");

const IS_DEPLOYER = `request.userInfo.username == 'system:serviceaccount:' + request.namespace + ':${DEPLOYER}'`;

/** Whoever may bind roles here could give themselves the deployer's, so there is nothing to keep from them: a platform's administrators. */
const MAY_BIND =
  "authorizer.group('rbac.authorization.k8s.io').resource('rolebindings').namespace(request.namespace).check('create').allowed()";

/**
 * The admission policy (Kubernetes 1.30 or newer) that keeps owners' Secrets to credentials, and its binding to tenants'
 * namespaces. Owners may keep credentials in Secrets, but RBAC knows no types of Secrets, so this refuses those that
 * would make an owner the tenant's deployer.
 * In: the platform. Out: the two objects, to be written as YAML.
 */
export function secretFence({ group, controlNamespace }: Pick<Platform, "group" | "controlNamespace">): JsonObject[] {
  const name = `tenant-secrets.${group}`;
  const metadata = { name, labels: { "app.kubernetes.io/part-of": controlNamespace } };
  return [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["secrets"] },
          ],
        },
        validations: [
          {
            expression: `object.?type.orValue('') != '${TOKEN}'`,
            message:
              "A Secret in a tenant can't hold an account's token: with the deployer's, its reader could write what only Git may.",
            reason: "Forbidden",
          },
          {
            expression: `!(${IS_RECORD}) || ${IS_DEPLOYER} || ${MAY_BIND}`,
            message:
              "Helm's own records are written by the tenant's deployer alone: Flux installs what they say. Change the manifest in Git instead.",
            reason: "Forbidden",
          },
        ],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: {
        policyName: name,
        validationActions: ["Deny"],
        // charts/tenant labels the namespaces that it makes, and owners can't change a namespace.
        matchResources: {
          namespaceSelector: { matchExpressions: [{ key: `${group}/tenant`, operator: "Exists" }] },
        },
      },
    },
  ];
}
