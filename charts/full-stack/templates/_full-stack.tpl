{{- /* The web app's values as JSON: what was asked for, and the database's address where nobody set that variable. */ -}}
{{- define "full-stack.web" -}}
{{- $web := deepCopy .Values.web -}}
{{- $secrets := $web.secretEnv | default list -}}
{{- $taken := list -}}
{{- range concat ($web.env | default list) $secrets -}}
{{- $taken = append $taken .name -}}
{{- end -}}
{{- if and .Values.databaseVariable (not (has .Values.databaseVariable $taken)) -}}
{{- if ge (len $secrets) 100 -}}
{{- fail (printf "web.secretEnv: there is no room for the variable %q; take one out, or leave databaseVariable empty" .Values.databaseVariable) -}}
{{- end -}}
{{- /* CloudNativePG keeps the login of the cluster <name>-database-postgres there. */ -}}
{{- $secret := printf "%s-postgres-app" (include "lib.childName" (dict "root" . "alias" "database")) -}}
{{- $_ := set $web "secretEnv" (append $secrets (dict "name" .Values.databaseVariable "secret" $secret "key" "uri")) -}}
{{- end -}}
{{- mustToJson $web -}}
{{- end -}}
