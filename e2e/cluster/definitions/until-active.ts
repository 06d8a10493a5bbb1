import type { KubernetesObject } from "@/lib/domain/kubernetes";
import type { Api } from "../api/client";
import { holdsNow } from "../api/conditions";
import { untilObject } from "../api/until";

/** Names one of KRO's definitions. */
export function definitionNamed(name: string): { apiVersion: string; kind: string; metadata: { name: string } } {
  return { apiVersion: "kro.run/v1alpha1", kind: "ResourceGraphDefinition", metadata: { name } };
}

/** Waits until KRO has accepted a definition as it is now. Rejects with what KRO says when it does not. */
export async function untilActive(api: Api, name: string, seconds = 60): Promise<KubernetesObject> {
  const isActive = (one: KubernetesObject) => one.status?.state === "Active" && holdsNow(one, "Ready");
  return await untilObject(api, definitionNamed(name), "is active", isActive, seconds);
}
