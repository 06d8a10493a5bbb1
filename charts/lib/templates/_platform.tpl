{{- /* Generated from platform.yaml by `make definitions`. Change that file, not this one. */ -}}
{{- define "platform.group" -}}managedservices.thecodingsheikh.io{{- end -}}
{{- define "platform.version" -}}v1alpha1{{- end -}}
{{- define "platform.controlNamespace" -}}managed-services{{- end -}}
{{- define "platform.baseDomain" -}}apps.example.com{{- end -}}
{{- define "platform.namespaces.ingress" -}}ingress-nginx{{- end -}}
{{- define "platform.namespaces.postgresOperator" -}}cnpg-system{{- end -}}
{{- define "platform.apiServerCidr" -}}0.0.0.0/0{{- end -}}
{{- define "platform.reservedTenants" -}}default kube-* managed-services argocd flux-system kro-system cnpg-system ingress-nginx{{- end -}}
