import type { Platform } from "@/lib/domain/platform";

const HEADER = "{{- /* Generated from platform.yaml by `make definitions`. Change that file, not this one. */ -}}";

/**
 * What charts need of platform.yaml, as named templates: `{{ include "platform.group" . }}`.
 * In: the platform, whose values parsePlatform held to alphabets without braces and quotes.
 * Out: the text of `charts/lib/templates/_platform.tpl`.
 */
export function platformTemplate(platform: Platform): string {
  const settings: [string, string][] = [
    ["group", platform.group],
    ["version", platform.version],
    ["controlNamespace", platform.controlNamespace],
    ["baseDomain", platform.baseDomain],
    ["namespaces.ingress", platform.namespaces.ingress],
    ["namespaces.postgresOperator", platform.namespaces.postgresOperator],
    ["apiServerCidr", platform.apiServerCidr],
    ["reservedTenants", platform.reservedTenants.join(" ")],
  ];
  const lines = settings.map(([name, value]) => `{{- define "platform.${name}" -}}${value}{{- end -}}`);
  return `${HEADER}\n${lines.join("\n")}\n`;
}
