{{- /* True where releases lie on GitHub, so that a pod keeps nothing of its own. */ -}}
{{- define "portal.onGithub" -}}
{{- if or .Values.github.appId .Values.github.token (get .Values.settings "GITHUB_APP_ID") (get .Values.settings "GITHUB_TOKEN_FILE") -}}true{{- end -}}
{{- end -}}

{{- /* What can't work is said before anything is installed. */ -}}
{{- define "portal.checks" -}}
{{- $onGithub := eq (include "portal.onGithub" .) "true" -}}
{{- if and (gt (int .Values.replicas) 1) (not $onGithub) -}}
{{- fail (printf "replicas is %d, but the portal keeps the releases repository on its own volume, and only one portal may use that. Set replicas to 1, or keep releases on GitHub (github.appId or github.token)." (int .Values.replicas)) -}}
{{- end -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.session.secret) (not (get .Values.settings "SESSION_SECRET_FILE")) -}}
{{- fail (printf "replicas is %d, but each portal would make a session secret of its own, and people would be signed out by the other one. Set session.secret." (int .Values.replicas)) -}}
{{- end -}}
{{- with .Values.github -}}
{{- if and .appId .token -}}
{{- fail "github.appId and github.token are both set. The portal signs in with one of them: leave the other out." -}}
{{- end -}}
{{- if and (or .appId .token .signIn .webhook) (not .secret) -}}
{{- fail "github is used without github.secret. Name the Secret that holds its keys." -}}
{{- end -}}
{{- end -}}
{{- with .Values.oidc -}}
{{- if and (or .issuer .clientId .secret) (not (and .issuer .clientId .secret)) -}}
{{- fail "Signing in with OpenID Connect takes oidc.issuer, oidc.clientId and oidc.secret. Set all three, or none." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* A setting that comes from a key of a Secret. In: list of name, Secret and key. */ -}}
{{- define "portal.fromSecret" -}}
- name: {{ index . 0 | quote }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 | quote }}
      key: {{ index . 2 | quote }}
{{- end -}}

{{- /* The settings that values with a name of their own stand for. */ -}}
{{- define "portal.settings" -}}
{{- $plain := dict -}}
{{- with .Values.github -}}
{{- with .url }}{{ $_ := set $plain "GITHUB_URL" . }}{{ end -}}
{{- with .appId }}{{ $_ := set $plain "GITHUB_APP_ID" . }}{{ $_ := set $plain "GITHUB_APP_PRIVATE_KEY_FILE" "/secrets/github/private-key" }}{{ end -}}
{{- if .token }}{{ $_ := set $plain "GITHUB_TOKEN_FILE" "/secrets/github/token" }}{{ end -}}
{{- if or .appId .token }}{{ $_ := set $plain "GITHUB_SEAL_FILE" "/secrets/github/seal" }}{{ end -}}
{{- if .webhook }}{{ $_ := set $plain "GITHUB_WEBHOOK_SECRET_FILE" "/secrets/github/webhook-secret" }}{{ end -}}
{{- end -}}
{{- with .Values.oidc -}}
{{- with .issuer }}{{ $_ := set $plain "OIDC_ISSUER" . }}{{ end -}}
{{- with .clientId }}{{ $_ := set $plain "OIDC_CLIENT_ID" . }}{{ end -}}
{{- with .userClaim }}{{ $_ := set $plain "OIDC_USER_CLAIM" . }}{{ end -}}
{{- with .groupsClaim }}{{ $_ := set $plain "OIDC_GROUPS_CLAIM" . }}{{ end -}}
{{- with .scopes }}{{ $_ := set $plain "OIDC_SCOPES" . }}{{ end -}}
{{- with .name }}{{ $_ := set $plain "OIDC_NAME" . }}{{ end -}}
{{- end -}}
{{- with .Values.platform.repositoryUrl }}{{ $_ := set $plain "PLATFORM_REPOSITORY_URL" . }}{{ end -}}
{{- with .Values.platform.branch }}{{ $_ := set $plain "PLATFORM_BRANCH" . }}{{ end -}}
{{- if .Values.session.secret }}{{ $_ := set $plain "SESSION_SECRET_FILE" "/secrets/session/session-secret" }}{{ end -}}
{{- range $name, $value := merge (deepCopy .Values.settings) $plain }}
- name: {{ $name | quote }}
  value: {{ $value | quote }}
{{- end }}
{{- if .Values.github.signIn }}
{{ include "portal.fromSecret" (list "GITHUB_CLIENT_ID" .Values.github.secret "client-id") }}
{{ include "portal.fromSecret" (list "GITHUB_CLIENT_SECRET" .Values.github.secret "client-secret") }}
{{- end }}
{{- with .Values.oidc.secret }}
{{ include "portal.fromSecret" (list "OIDC_CLIENT_SECRET" . "client-secret") }}
{{- end }}
{{- with .Values.chat.secret }}
{{ include "portal.fromSecret" (list "CHAT_WEBHOOK_URL" . "url") }}
{{- end }}
{{- end -}}
