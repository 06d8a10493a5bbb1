{{- /*
Children of composites: custom resources of other services, each deployed by its own definition.
All helpers take root and alias; the alias is the property of the composite's values that holds the child's.
*/ -}}

{{- /*
What a child is called: `<name>-<alias>`. It is the one name that is made of a value, for its own definition computes with it;
so it is refused where it is no name, even where the schema was switched off.
*/ -}}
{{- define "lib.childName" -}}
{{- $name := toString .root.Values.name -}}
{{- if or (gt (len $name) 43) (not (regexMatch "\\A[a-z]([-a-z0-9]*[a-z0-9])?\\z" $name)) -}}
{{- fail (printf "name %q can't be a name: lower-case letters, digits and hyphens, at most 43" $name) -}}
{{- end -}}
{{- printf "%s-%s" $name .alias -}}
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
