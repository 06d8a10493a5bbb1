{{- /*
The namespace that this chart makes and fills. It is the only chart that writes outside of its release's namespace,
so it refuses a name that could be anything but a plain namespace, even where the schema was switched off.
*/ -}}
{{- define "tenant.namespace" -}}
{{- $name := toString .Values.name -}}
{{- if or (gt (len $name) 43) (not (regexMatch "\\A[a-z]([-a-z0-9]*[a-z0-9])?\\z" $name)) -}}
{{- fail (printf "name %q can't be a namespace: lower-case letters, digits and hyphens, at most 43" $name) -}}
{{- end -}}
{{- range include "platform.reservedTenants" . | splitList " " -}}
{{- if or (eq . $name) (and (hasSuffix "*" .) (hasPrefix (trimSuffix "*" .) $name)) -}}
{{- fail (printf "name %q is reserved for the platform; choose another" $name) -}}
{{- end -}}
{{- end -}}
{{- $name -}}
{{- end -}}

{{- /* `metadata` of an object in the tenant's namespace. In: root, name. */ -}}
{{- define "tenant.metadata" -}}
name: {{ .name | quote }}
namespace: {{ include "tenant.namespace" .root | quote }}
labels:
  {{- include "lib.labels" .root | nindent 2 }}
{{- end -}}

{{- /*
The platform's own ClusterRole for one tenant role: <group>:tenant-admin, -edit or -view. In: root, role.
Kubernetes' built-in admin and edit won't do: controllers aggregate write access to their own kinds into them,
and whoever may write a HelmRelease may become anything. They are in deploy/platform/cluster-roles.yaml.
*/ -}}
{{- define "tenant.clusterRole" -}}
{{- printf "%s:tenant-%s" (include "platform.group" .root) .role -}}
{{- end -}}
