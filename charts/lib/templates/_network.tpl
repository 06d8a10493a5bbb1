{{- /* Egress to the cluster's DNS. */ -}}
{{- define "lib.dnsEgress" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: "kube-system"
  ports:
    - { port: 53, protocol: "UDP" }
    - { port: 53, protocol: "TCP" }
{{- end -}}

{{- /* A peer: every pod of one namespace. In: the namespace's name. */ -}}
{{- define "lib.namespacePeer" -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ . | quote }}
{{- end -}}
