import { join } from "node:path";
import { PORTAL_ACCOUNT } from "@/lib/compile/portal-rights";
import { ROOT } from "../../harness/root";
import { applyFiles } from "../api/apply-files";
import { objectAt, textAt } from "../api/fields";
import { apply } from "../api/objects";
import type { Chain } from "../plane/chain";
import { writeKubeconfig } from "../plane/kubeconfig";

/** Makes the account that the portal has in production, with exactly its rights. Out: a kubeconfig that signs in as it. */
export async function portalKubeconfig({ server, platform }: Chain, folder: string): Promise<string> {
  const { api } = server;
  const namespace = platform.controlNamespace;
  // The portal's chart makes it.
  await apply(api, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: PORTAL_ACCOUNT, namespace } });
  await applyFiles(api, [join(ROOT, "deploy/portal/rights.yaml")]);
  const asked = await api.send("POST", `/api/v1/namespaces/${namespace}/serviceaccounts/${PORTAL_ACCOUNT}/token`, {
    body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} },
  });
  const token = textAt(objectAt(asked.body, "status"), "token");
  if (token === "") throw new Error("The portal's account got no token.");
  return writeKubeconfig(join(folder, "portal-kubeconfig"), { ...server.connection(), token });
}
