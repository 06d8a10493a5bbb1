import type { JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";

/** Argo CD finds its settings by this label (docs/operator-manual/declarative-setup.md). */
const FOUND_BY = { "app.kubernetes.io/part-of": "argocd" };

/**
 * The check of one kind, in Lua: what KRO last said of an object counts only for the generation that it looked at.
 *
 * @param failed the `status.state` that won't mend by itself
 */
function check(failed: string): string {
  return `local ready = nil
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Ready" and condition.observedGeneration == obj.metadata.generation then
    ready = condition
  end
end
if ready == nil then
  return {status = "Progressing", message = "KRO has not looked at this version yet"}
end
if ready.status == "True" then
  return {status = "Healthy", message = ready.message}
end
if obj.status.state == "${failed}" then
  return {status = "Degraded", message = ready.message}
end
return {status = "Progressing", message = ready.message}
`;
}

/**
 * How Argo CD judges the health of our kinds and of their definitions, which it doesn't know: the part of its settings
 * that is ours, to be applied server-side so that everything else in them stays.
 * In: the kinds of all services, and the platform. Out: the ConfigMap `argocd-cm` with those keys alone.
 * Rule: docs/operator-manual/health.md, "Custom Health Checks"; keys of that form know no wildcards.
 */
export function healthChecks(
  kinds: readonly string[],
  { group, namespaces }: Pick<Platform, "group" | "namespaces">,
): JsonObject {
  const key = (ofGroup: string, kind: string) => `resource.customizations.health.${ofGroup}_${kind}`;
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "argocd-cm", namespace: namespaces.argocd, labels: FOUND_BY },
    data: {
      [key("kro.run", "ResourceGraphDefinition")]: check("Inactive"),
      ...Object.fromEntries([...kinds].sort().map((kind) => [key(group, kind), check("ERROR")])),
    },
  };
}
