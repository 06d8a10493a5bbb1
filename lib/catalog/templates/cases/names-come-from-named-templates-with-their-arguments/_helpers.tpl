{{- /* A name. In: root, and optionally suffix. */ -}}
{{- define "shared.metadata" -}}
name: {{ printf "%s%s" .root.Release.Name (.suffix | default "") | quote }}
labels:
  part-of: {{ .root.Chart.Name | quote }}
{{- end -}}
