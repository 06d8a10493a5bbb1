{{- /* The container's environment. Two variables of one name are refused: the API server would keep only one, silently. */ -}}
{{- define "webapp.env" -}}
{{- $seen := dict -}}
{{- range concat .Values.env .Values.secretEnv -}}
{{- if hasKey $seen .name -}}
{{- fail (printf "env and secretEnv: the variable %q is set twice; keep one of them" .name) -}}
{{- end -}}
{{- $_ := set $seen .name true -}}
{{- end -}}
{{- range .Values.env }}
- name: {{ .name | quote }}
  value: {{ .value | quote }}
{{- end }}
{{- range .Values.secretEnv }}
- name: {{ .name | quote }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret | quote }}
      key: {{ .key | quote }}
{{- end }}
{{- end -}}

{{- /* The address: always below the tenant's own domain, so that no tenant can take another's. */ -}}
{{- define "webapp.host" -}}
{{- printf "%s.%s.%s" (.Values.ingress.host | default .Values.name) .Release.Namespace (include "platform.baseDomain" .) -}}
{{- end -}}
