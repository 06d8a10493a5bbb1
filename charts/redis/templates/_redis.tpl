{{- /* The image of a version. */ -}}
{{- define "redis.image" -}}
{{- $known := list "7.4" "8.2" -}}
{{- if not (has (toString .Values.version) $known) -}}
{{- fail (printf "version %q is not known; use one of: %s" .Values.version (join ", " $known)) -}}
{{- end -}}
{{- printf "docker.io/library/redis:%s-alpine" .Values.version -}}
{{- end -}}

{{- /* What makes room when memory is full. A known word only: it is written into a configuration file. */ -}}
{{- define "redis.policy" -}}
{{- $known := list "noeviction" "allkeys-lru" "allkeys-lfu" "allkeys-random" "volatile-lru" "volatile-lfu" "volatile-random" "volatile-ttl" -}}
{{- if not (has .Values.maxmemoryPolicy $known) -}}
{{- fail (printf "maxmemoryPolicy %q is not known; use one of: %s" .Values.maxmemoryPolicy (join ", " $known)) -}}
{{- end -}}
{{- .Values.maxmemoryPolicy -}}
{{- end -}}

{{- /* Where the password lies: in the Secret that is named, else in the chart's own. */ -}}
{{- define "redis.passwordKey" -}}
{{- if .Values.passwordSecret -}}
name: {{ .Values.passwordSecret.name | quote }}
key: {{ .Values.passwordSecret.key | quote }}
{{- else -}}
name: {{ .Release.Name | quote }}
key: "password"
{{- end -}}
{{- end -}}

{{- define "redis.config" -}}
{{- $size := include "lib.size" (dict "family" "cache" "size" .Values.size) | fromYaml -}}
bind * -::*
port 6379
dir /data
maxmemory {{ $size.maxmemory }}
maxmemory-policy {{ include "redis.policy" . }}
{{- if .Values.persistence.enabled }}
appendonly yes
save 900 1
{{- else }}
appendonly no
save ""
{{- end }}
{{- end -}}
