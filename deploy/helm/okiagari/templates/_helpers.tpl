{{- define "okiagari.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "okiagari.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "okiagari.labels" -}}
{{ include "okiagari.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Whom each binding is for. */}}
{{- define "okiagari.subjects" -}}
- kind: ServiceAccount
  name: {{ include "okiagari.fullname" . }}
  namespace: {{ .Release.Namespace | quote }}
{{- end -}}

{{/* Not empty where the history is kept by PostgreSQL. */}}
{{- define "okiagari.external" -}}
{{- or .Values.database.url .Values.database.existingSecret -}}
{{- end -}}

{{/* The names under which requests are answered, besides loopback. */}}
{{- define "okiagari.hosts" -}}
{{- $hosts := list (printf "%s.%s.svc" (include "okiagari.fullname" .) .Release.Namespace) -}}
{{- if and .Values.ingress.enabled .Values.ingress.host -}}
{{- $hosts = append $hosts .Values.ingress.host -}}
{{- end -}}
{{- if and .Values.openshift.enabled .Values.openshift.route.host -}}
{{- $hosts = append $hosts .Values.openshift.route.host -}}
{{- end -}}
{{- concat $hosts .Values.hosts | uniq | join "," -}}
{{- end -}}

{{/* What cannot be meant stops the installation with a sentence. */}}
{{- define "okiagari.check" -}}
{{- if and (gt (int .Values.replicas) 1) (not (include "okiagari.external" .)) -}}
{{- fail (printf "replicas is %d, which takes a PostgreSQL that all of them use: set database.url or database.existingSecret, or replicas to 1." (int .Values.replicas)) -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.enabled takes ingress.host, the name under which browsers reach Okiagari: other names are refused." -}}
{{- end -}}
{{- range concat .Values.inject.namespaces .Values.probeChanges.namespaces -}}
{{- if and $.Values.watch.namespaces (not (has . $.Values.watch.namespaces)) -}}
{{- fail (printf "The namespace %s is in inject or probeChanges and not in watch.namespaces: Okiagari would not see it." .) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.security.mode "oidc") (not (and .Values.security.oidc.issuer .Values.security.oidc.clientId .Values.security.oidc.existingSecret)) -}}
{{- fail "security.mode is oidc, which takes security.oidc.issuer, security.oidc.clientId and security.oidc.existingSecret." -}}
{{- end -}}
{{- end -}}

{{/* Settings that are no secrets, by name; the user's own go before them. Kubernetes takes $$ for $, and $(NAME) for another variable. */}}
{{- define "okiagari.settings" -}}
{{- $set := dict "OKIAGARI_CLUSTER_MODE" "in-cluster" "OKIAGARI_SECURITY_MODE" .Values.security.mode "OKIAGARI_SERVER_HOSTS" (include "okiagari.hosts" .) -}}
{{- with .Values.watch.namespaces -}}
{{- $_ := set $set "OKIAGARI_CLUSTER_NAMESPACES" (join "," .) -}}
{{- end -}}
{{- with .Values.inject.namespaces -}}
{{- $_ := set $set "OKIAGARI_EXPERIMENT_NAMESPACES" (join "," .) -}}
{{- end -}}
{{- if .Values.probes.kubelet -}}
{{- $_ := set $set "OKIAGARI_PROBES_SOURCE" "kubelet" -}}
{{- end -}}
{{- with .Values.clusterDecides -}}
{{- if .enabled -}}
{{- $_ := set $set "OKIAGARI_SECURITY_CLUSTERDECIDES_ENABLED" "true" -}}
{{- if .userPrefix -}}
{{- $_ := set $set "OKIAGARI_SECURITY_CLUSTERDECIDES_USERPREFIX" .userPrefix -}}
{{- end -}}
{{- if .groupPrefix -}}
{{- $_ := set $set "OKIAGARI_SECURITY_CLUSTERDECIDES_GROUPPREFIX" .groupPrefix -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- $_ := set $set "OKIAGARI_REPLICAS_ENABLED" "true" -}}
{{- $_ := set $set "OKIAGARI_REPLICAS_LEASE" (include "okiagari.fullname" .) -}}
{{- end -}}
{{- with .Values.database.url -}}
{{- $_ := set $set "SPRING_DATASOURCE_URL" . -}}
{{- end -}}
{{- with .Values.database.username -}}
{{- $_ := set $set "SPRING_DATASOURCE_USERNAME" . -}}
{{- end -}}
{{- if .Values.trustForwardedHeaders -}}
{{- $_ := set $set "SERVER_FORWARDHEADERSSTRATEGY" "framework" -}}
{{- end -}}
{{- if eq .Values.security.mode "local" -}}
{{- if .Values.security.local.usersSecret -}}
{{- $_ := set $set "OKIAGARI_SECURITY_LOCAL_USERSFILE" "/etc/okiagari/users/users.yaml" -}}
{{- end -}}
{{- else -}}
{{- $_ := set $set "OKIAGARI_SECURITY_OIDC_ISSUER" .Values.security.oidc.issuer -}}
{{- $_ := set $set "OKIAGARI_SECURITY_OIDC_CLIENTID" .Values.security.oidc.clientId -}}
{{- $_ := set $set "OKIAGARI_SECURITY_OIDC_DEFAULTROLE" .Values.security.oidc.defaultRole -}}
{{- range $index, $role := .Values.security.oidc.roles -}}
{{- $_ := set $set (printf "OKIAGARI_SECURITY_OIDC_ROLES_%d_GROUP" $index) $role.group -}}
{{- with $role.operator -}}
{{- $_ := set $set (printf "OKIAGARI_SECURITY_OIDC_ROLES_%d_OPERATOR" $index) (join "," .) -}}
{{- end -}}
{{- with $role.admin -}}
{{- $_ := set $set (printf "OKIAGARI_SECURITY_OIDC_ROLES_%d_ADMIN" $index) (join "," .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := mergeOverwrite $set .Values.env }}
- name: {{ $name }}
  value: {{ $value | replace "$" "$$" | quote }}
{{- end -}}
{{- end -}}

{{/* What is kept in Secrets that somebody else has made: by variable, which Secret and which key of it. */}}
{{- define "okiagari.secrets" -}}
{{- $refs := dict -}}
{{- with .Values.database.existingSecret -}}
{{- if not $.Values.database.url -}}
{{- $_ := set $refs "SPRING_DATASOURCE_URL" (list . "url") -}}
{{- end -}}
{{- if not $.Values.database.username -}}
{{- $_ := set $refs "SPRING_DATASOURCE_USERNAME" (list . "username") -}}
{{- end -}}
{{- $_ := set $refs "SPRING_DATASOURCE_PASSWORD" (list . "password") -}}
{{- end -}}
{{- if eq .Values.security.mode "oidc" -}}
{{- $_ := set $refs "OKIAGARI_SECURITY_OIDC_CLIENTSECRET" (list .Values.security.oidc.existingSecret "client-secret") -}}
{{- else if .Values.security.local.adminSecret -}}
{{- $_ := set $refs "OKIAGARI_SECURITY_LOCAL_PASSWORD" (list .Values.security.local.adminSecret "password") -}}
{{- end -}}
{{- range $name, $ref := $refs }}
{{- if not (hasKey $.Values.env $name) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ index $ref 0 | quote }}
      key: {{ index $ref 1 }}
{{- end -}}
{{- end -}}
{{- end -}}
