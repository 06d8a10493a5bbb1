import type { Api } from "../api/client";
import { objectAt } from "../api/fields";

/** Something that somebody may or may not do. */
export interface Deed {
  verb: string;
  group: string;
  /** `pods/exec` is a resource with its subresource. */
  resource: string;
  /** Cluster-wide without it. */
  namespace?: string;
  name?: string;
}

/** Asks the API server whether a user may do something: what RBAC says, nothing is done. */
export async function mayDo(
  api: Api,
  user: string,
  { verb, group, resource, namespace, name }: Deed,
): Promise<boolean> {
  const [plural = "", subresource] = resource.split("/");
  const answer = await api.send("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
    body: {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      spec: {
        user,
        // The API server gives a service account its groups only when it comes by itself.
        groups: ["system:authenticated", ...groupsOf(user)],
        resourceAttributes: {
          verb,
          group,
          resource: plural,
          ...(subresource !== undefined && { subresource }),
          ...(namespace !== undefined && { namespace }),
          ...(name !== undefined && { name }),
        },
      },
    },
  });
  if (answer.code !== 201) throw new Error(`The review of ${user} was answered ${answer.code}.`);
  return objectAt(answer.body, "status").allowed === true;
}

function groupsOf(user: string): string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):/.exec(user) ?? [];
  return namespace === undefined ? [] : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}
