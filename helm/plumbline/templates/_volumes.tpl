{{/* Secrets that Spring reads as properties, one a file, and the CA that the database's URL names. */}}
{{- define "plumbline.volumes.servers" -}}
{{- with .Values }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      - secret:
          name: {{ .database.secretName | quote }}
          items:
            - {key: {{ .database.passwordKey | quote }}, path: spring.datasource.password}
            {{- with .database.usernameKey }}
            - {key: {{ . | quote }}, path: spring.datasource.username}
            {{- end }}
      {{- with .kafka.jaas }}
      {{- if .secretName }}
      - secret:
          name: {{ .secretName | quote }}
          items: [{key: {{ .key | quote }}, path: spring.kafka.properties.sasl.jaas.config}]
      {{- end }}
      {{- end }}
      {{- with .kafka.ca }}
      {{- if .secretName }}
      - secret:
          name: {{ .secretName | quote }}
          items: [{key: {{ .key | quote }}, path: spring.kafka.ssl.trust-store-certificates}]
      {{- end }}
      {{- end }}
      {{- with .kafka.client }}
      {{- if .secretName }}
      - secret:
          name: {{ .secretName | quote }}
          items:
            - {key: {{ .certificateKey | quote }}, path: spring.kafka.ssl.key-store-certificate-chain}
            - {key: {{ .privateKeyKey | quote }}, path: spring.kafka.ssl.key-store-key}
      {{- end }}
      {{- end }}
{{- if .database.ca.secretName }}
- name: database
  secret:
    secretName: {{ .database.ca.secretName | quote }}
    defaultMode: 0440
    items: [{key: {{ .database.ca.key | quote }}, path: ca.crt}]
{{- end }}
{{- end }}
- name: tmp
  emptyDir: {sizeLimit: 1Gi}
{{- end -}}

{{- define "plumbline.mounts.servers" -}}
- {name: secrets, mountPath: /etc/plumbline/secrets, readOnly: true}
{{- if .Values.database.ca.secretName }}
- {name: database, mountPath: /etc/plumbline/database, readOnly: true}
{{- end }}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{/* The key of a catalog's file: keys hold no slashes. */}}
{{- define "plumbline.catalog.key" -}}
{{- . | replace "/" "--" -}}
{{- end -}}

{{/* Volumes of all roles. Folders, never subPath: what is mounted by subPath is never renewed. */}}
{{- define "plumbline.volumes.role" -}}
{{ include "plumbline.volumes.servers" . }}
- name: catalog
{{- with .Values.catalog }}
  {{- if .existingClaim }}
  persistentVolumeClaim: {claimName: {{ .existingClaim | quote }}, readOnly: true}
  {{- else if .existingConfigMap }}
  configMap:
    name: {{ .existingConfigMap | quote }}
    items:
      {{- range .items }}
      - {key: {{ .key | quote }}, path: {{ .path | quote }}}
      {{- end }}
  {{- else }}
  configMap:
    name: {{ include "plumbline.fullname" $ }}-catalog
    items:
      {{- range $path, $_ := .files }}
      - {key: {{ include "plumbline.catalog.key" $path | quote }}, path: {{ $path | quote }}}
      {{- end }}
  {{- end }}
{{- end }}
- name: settings
  configMap: {name: {{ include "plumbline.fullname" . }}-settings}
{{- with .Values.access.tokens }}
{{- if .secretName }}
- name: access
  secret:
    secretName: {{ .secretName | quote }}
    defaultMode: 0440
    items: [{key: {{ .key | quote }}, path: tokens.yaml}]
{{- end }}
{{- end }}
{{- if .Values.discovery.enabled }}
- name: memory
  emptyDir: {sizeLimit: 64Mi}
{{- end }}
{{- end -}}

{{- define "plumbline.mounts.role" -}}
{{ include "plumbline.mounts.servers" . }}
- {name: catalog, mountPath: /etc/plumbline/catalog, readOnly: true}
- {name: settings, mountPath: /etc/plumbline/settings, readOnly: true}
{{- if .Values.access.tokens.secretName }}
- {name: access, mountPath: /etc/plumbline/access, readOnly: true}
{{- end }}
{{- if .Values.discovery.enabled }}
- {name: memory, mountPath: /var/lib/plumbline}
{{- end }}
{{- end -}}

{{- define "plumbline.volumes.worker" -}}
{{- range .Values.credentials }}
{{- if (get . "files" | toString) | ne "false" }}
- name: credentials-{{ .secretName | replace "." "-" }}
  secret: {secretName: {{ .secretName | quote }}, defaultMode: 0440}
{{- end }}
{{- end }}
{{- end -}}

{{- define "plumbline.mounts.worker" -}}
{{- range .Values.credentials }}
{{- if (get . "files" | toString) | ne "false" }}
- {name: credentials-{{ .secretName | replace "." "-" }}, mountPath: "/etc/plumbline/credentials/{{ .secretName }}", readOnly: true}
{{- end }}
{{- end }}
{{- end -}}

{{- define "plumbline.volumes.scorer" -}}{{- end -}}
{{- define "plumbline.mounts.scorer" -}}{{- end -}}

{{/* Who is believed when they tell of a change or ask a gate: the API alone. */}}
{{- define "plumbline.senders" -}}
{{- with .Values.gates }}
{{- if .token.secretName }}
- secret:
    name: {{ .token.secretName | quote }}
    items: [{key: {{ .token.key | quote }}, path: gate-token}]
{{- end }}
{{- with .github }}
{{- if .appId }}
- secret:
    name: {{ .secretName | quote }}
    items:
      - {key: {{ .webhookKey | quote }}, path: gate-github-webhook}
      - {key: {{ .privateKeyKey | quote }}, path: gate-github-key}
{{- end }}
{{- end }}
{{- end }}
{{- range $sender, $secret := .Values.changes }}
{{- if $secret.secretName }}
- secret:
    name: {{ $secret.secretName | quote }}
    items: [{key: {{ $secret.key | quote }}, path: changes-{{ kebabcase $sender }}}]
{{- end }}
{{- end }}
{{- end -}}

{{- define "plumbline.volumes.api" -}}
{{- with include "plumbline.senders" . | trim }}
- name: senders
  projected:
    defaultMode: 0440
    sources: {{ . | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "plumbline.mounts.api" -}}
{{- with include "plumbline.senders" . | trim }}
- {name: senders, mountPath: /etc/plumbline/senders, readOnly: true}
{{- end }}
{{- end -}}
