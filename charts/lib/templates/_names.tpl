{{- /*
Names and labels. Objects take the release's name, never a value: the release's name is computed by the platform
(<name>-<service>), fits every kind's limit, and can't carry anything that a person typed into another field.
All helpers take the chart's root context unless they say otherwise.
*/ -}}

{{- /* The labels that select a release's pods. They never change, because selectors can't. */ -}}
{{- define "lib.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- /* The labels of every object. */ -}}
{{- define "lib.labels" -}}
{{ include "lib.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
app.kubernetes.io/part-of: {{ include "platform.controlNamespace" . | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | quote }}
{{- end -}}

{{- /* `metadata` of an object in the release's namespace. In: root, and optionally suffix (with its own hyphen). */ -}}
{{- define "lib.metadata" -}}
name: {{ printf "%s%s" .root.Release.Name (.suffix | default "") | quote }}
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- include "lib.labels" .root | nindent 2 }}
{{- end -}}
