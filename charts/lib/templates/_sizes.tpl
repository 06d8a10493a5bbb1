{{- /*
What a size means: the one table of resources. A family is a kind of workload; every family has the same three sizes.
cpu and memory are what a container gets and what it may use at most, so that a node never promises what it lacks.
scratch is what it may write to its own disk (logs, temporary files), maxmemory what Redis may fill with data,
sharedBuffers what PostgreSQL keeps for pages. A quota counts the whole tenant.
*/ -}}
{{- define "lib.sizes" -}}
app:
  small: { cpu: 250m, memory: 256Mi, scratch: 1Gi }
  medium: { cpu: 500m, memory: 512Mi, scratch: 2Gi }
  large: { cpu: "1", memory: 1Gi, scratch: 4Gi }
database:
  small: { cpu: 500m, memory: 1Gi, scratch: 2Gi, sharedBuffers: 256MB }
  medium: { cpu: "1", memory: 2Gi, scratch: 2Gi, sharedBuffers: 512MB }
  large: { cpu: "2", memory: 4Gi, scratch: 4Gi, sharedBuffers: 1GB }
cache:
  small: { cpu: 250m, memory: 512Mi, scratch: 1Gi, maxmemory: 384mb }
  medium: { cpu: 500m, memory: 1Gi, scratch: 1Gi, maxmemory: 768mb }
  large: { cpu: "1", memory: 4Gi, scratch: 1Gi, maxmemory: 3072mb }
quota:
  small: { cpu: "4", memory: 8Gi, storage: 100Gi, pods: "40" }
  medium: { cpu: "8", memory: 16Gi, storage: 250Gi, pods: "80" }
  large: { cpu: "32", memory: 64Gi, storage: 1000Gi, pods: "300" }
{{- end -}}

{{- /* One size of one family, as YAML for fromYaml. In: family, size. */ -}}
{{- define "lib.size" -}}
{{- $sizes := get (include "lib.sizes" . | fromYaml) .family -}}
{{- if not (hasKey $sizes .size) -}}
{{- fail (printf "size %q is not known; use one of: %s" .size (keys $sizes | sortAlpha | join ", ")) -}}
{{- end -}}
{{- get $sizes .size | toYaml -}}
{{- end -}}

{{- /* `resources` of a container. In: family, size. */ -}}
{{- define "lib.resources" -}}
{{- $size := include "lib.size" . | fromYaml -}}
requests:
  cpu: {{ $size.cpu | quote }}
  memory: {{ $size.memory | quote }}
  ephemeral-storage: "100Mi"
limits:
  cpu: {{ $size.cpu | quote }}
  memory: {{ $size.memory | quote }}
  ephemeral-storage: {{ $size.scratch | quote }}
{{- end -}}

{{- /* `spec` of a volume claim that one pod writes to. In: storage, storageClass ("" for the cluster's default). */ -}}
{{- define "lib.claim" -}}
accessModes: ["ReadWriteOnce"]
{{- with .storageClass }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .storage | quote }}
{{- end -}}
