{{- /*
The image of a major version: CloudNativePG's own. All are of one Debian release, since another one's sorting rules
would break the indexes of text when the version is raised.
*/ -}}
{{- define "postgres.image" -}}
{{- $known := list "16" "17" "18" -}}
{{- if not (has (toString .Values.version) $known) -}}
{{- fail (printf "version %q is not known; use one of: %s" .Values.version (join ", " $known)) -}}
{{- end -}}
{{- printf "ghcr.io/cloudnative-pg/postgresql:%s-standard-trixie" .Values.version -}}
{{- end -}}

{{- /* The pods of this cluster, as the operator labels them. */ -}}
{{- define "postgres.pods" -}}
matchLabels:
  cnpg.io/cluster: {{ .Release.Name | quote }}
{{- end -}}

{{- /* A name that PostgreSQL keeps for itself would stop the first start, and can't be changed afterwards. In: what, name, kept. */ -}}
{{- define "postgres.free" -}}
{{- if or (has .name .kept) (hasPrefix "pg_" .name) -}}
{{- fail (printf "database.%s: %q is PostgreSQL's own; choose another" .what .name) -}}
{{- end -}}
{{- .name -}}
{{- end -}}
