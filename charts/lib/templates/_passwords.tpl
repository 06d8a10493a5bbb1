{{- /*
A generated password that an upgrade keeps, base64 as a Secret's `data` wants it.
In: existing (the Secret as `lookup` found it, empty when there is none) and key.
A new one has 32 letters and digits, so that it needs no quoting in any configuration file or URL.
*/ -}}
{{- define "lib.keptPassword" -}}
{{- $data := dig "data" dict (.existing | default dict) | default dict -}}
{{- get $data .key | default (randAlphaNum 32 | b64enc) -}}
{{- end -}}
