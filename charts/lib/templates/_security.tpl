{{- /* Pod Security "restricted" for every pod: no root, no privileges, the runtime's own syscall filter. */ -}}

{{- /* A pod's `securityContext`. In: the numeric user, which is its group too. */ -}}
{{- define "lib.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ int64 . }}
runAsGroup: {{ int64 . }}
fsGroup: {{ int64 . }}
fsGroupChangePolicy: "OnRootMismatch"
seccompProfile:
  type: "RuntimeDefault"
{{- end -}}

{{- /* A container's `securityContext`. */ -}}
{{- define "lib.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: ["ALL"]
seccompProfile:
  type: "RuntimeDefault"
{{- end -}}

{{- /* Spreads a release's pods over nodes where it can, so that one failing node doesn't take them all. */ -}}
{{- define "lib.spread" -}}
- maxSkew: 1
  topologyKey: "kubernetes.io/hostname"
  whenUnsatisfiable: "ScheduleAnyway"
  labelSelector:
    matchLabels:
      {{- include "lib.selector" . | nindent 6 }}
{{- end -}}
