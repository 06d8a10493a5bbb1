{{- /* The image of a major version: CloudNativePG's own, which carries the tools that backups need. */ -}}
{{- define "postgres.image" -}}
{{- $known := list "16" "17" "18" -}}
{{- if not (has (toString .Values.version) $known) -}}
{{- fail (printf "version %q is not known; use one of: %s" .Values.version (join ", " $known)) -}}
{{- end -}}
{{- printf "ghcr.io/cloudnative-pg/postgresql:%s" .Values.version -}}
{{- end -}}

{{- /* The pods of this cluster, as the operator labels them. */ -}}
{{- define "postgres.pods" -}}
matchLabels:
  cnpg.io/cluster: {{ .Release.Name | quote }}
{{- end -}}
