{{- /*
A value as JSON on one line, which is YAML whatever people typed: toJson and toYaml leave control characters as they are, and
then nothing of the file can be read. `quote` escapes those in YAML's own way; what it escapes beside them is taken back.
*/ -}}
{{- define "lib.json" -}}
{{- mustToJson . | quote | trimPrefix "\"" | trimSuffix "\"" | replace "\\\\" "\\" | replace "\\\"" "\"" -}}
{{- end -}}
