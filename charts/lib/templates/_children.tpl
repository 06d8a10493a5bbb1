{{- /*
Children of composites: custom resources of other services, each deployed by its own definition.
All helpers take root and alias; the alias is the property of the composite's values that holds the child's.
*/ -}}

{{- /* What a child is called: `<name>-<alias>`. */ -}}
{{- define "lib.childName" -}}
{{- printf "%s-%s" .root.Values.name .alias -}}
{{- end -}}

{{- /*
A child. In: also kind, and values: what it is asked for, without its names. Those are its own, whatever values say, so that
its admission policy finds them right: its tenant is the namespace.
*/ -}}
{{- define "lib.child" -}}
{{- $values := deepCopy (.values | default dict) -}}
{{- $_ := set $values "tenant" .root.Release.Namespace -}}
{{- $_ := set $values "name" (include "lib.childName" .) -}}
apiVersion: {{ printf "%s/%s" (include "platform.group" .root) (include "platform.version" .root) | quote }}
kind: {{ .kind | quote }}
metadata:
  name: {{ include "lib.childName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "lib.labels" .root | nindent 4 }}
spec:
  values: {{ include "lib.json" $values }}
{{- end -}}
