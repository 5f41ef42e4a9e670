{{/*
Variables of every process, the migration too: nothing here needs an object of this release, since hooks before an
install run when there is none. Secrets are files that Spring reads as properties, named as these are.
*/}}
{{- define "plumbline.env.servers" -}}
- {name: SPRING_CONFIG_IMPORT, value: "configtree:/etc/plumbline/secrets/{{ if .settings }},file:/etc/plumbline/settings/settings.yaml{{ end }}"}
{{- with .root.Values }}
- {name: SPRING_KAFKA_BOOTSTRAP_SERVERS, value: {{ .kafka.bootstrapServers | quote }}}
- {name: SPRING_KAFKA_SECURITY_PROTOCOL, value: {{ .kafka.securityProtocol }}}
{{- if .kafka.ca.secretName }}
- {name: SPRING_KAFKA_SSL_TRUSTSTORETYPE, value: PEM}
{{- end }}
{{- if .kafka.client.secretName }}
- {name: SPRING_KAFKA_SSL_KEYSTORETYPE, value: PEM}
{{- end }}
{{- with .kafka.saslMechanism }}
- {name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM, value: {{ . }}}
{{- end }}
- {name: SPRING_DATASOURCE_URL, value: {{ .database.url | quote }}}
{{- if not .database.usernameKey }}
- {name: SPRING_DATASOURCE_USERNAME, value: {{ .database.username | quote }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* Variables of all roles. */}}
{{- define "plumbline.env.role" -}}
{{- $v := .root.Values -}}
- {name: PLUMBLINE_ROLES, value: "{{ .role }}{{ if and (eq .role "worker") $v.worker.drill }},lab{{ end }}"}
- {name: PLUMBLINE_CATALOG_DIR, value: /etc/plumbline/catalog}
{{- if $v.discovery.enabled }}
- {name: PLUMBLINE_CATALOG_DISCOVERYMEMORY, value: /var/lib/plumbline/discovered.json}
{{- end }}
{{- if $v.access.tokens.secretName }}
- {name: PLUMBLINE_ACCESS_TOKENS, value: /etc/plumbline/access/tokens.yaml}
{{- end }}
- {name: PLUMBLINE_ACCESS_OPENMETRICS, value: {{ $v.access.openMetrics | quote }}}
# The migration has made tables and topics, once: many at a time would wait for one another, and no role needs the right.
- {name: SPRING_FLYWAY_ENABLED, value: "false"}
- {name: PLUMBLINE_TOPIC_CREATE, value: "false"}
- {name: SERVER_ADDRESS, value: 0.0.0.0}
- {name: SERVER_PORT, value: "8080"}
{{ include "plumbline.env.servers" (dict "root" .root "settings" true) }}
{{- end -}}

{{- define "plumbline.env.worker" -}}
{{- $w := .Values.worker -}}
- {name: PLUMBLINE_PROBE_DRAIN, value: {{ $w.drainSeconds }}s}
# Spring takes the database away after this long, whether the worker has drained or not.
- {name: SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE, value: {{ add $w.drainSeconds 15 }}s}
{{- with $w.drill | ternary (append $w.privateTargets "127.0.0.0/8") $w.privateTargets | uniq }}
- {name: PLUMBLINE_PROBE_EGRESS, value: {{ join "," . | quote }}}
{{- end }}
{{- with $w.location }}
- {name: PLUMBLINE_PROBE_LOCATION, value: {{ . | quote }}}
{{- end }}
{{- with $w.locations }}
- {name: PLUMBLINE_PROBE_LOCATIONS, value: {{ join "," . | quote }}}
{{- end }}
{{- end -}}

{{- define "plumbline.env.scorer" -}}
# A Streams client can end while its process lives on: ready while it runs, restarted once it has ended. While it
# moves partitions or restores its state it is out of service, which is not ready, and no reason to restart it.
- {name: MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE, value: "readinessState,streams"}
- {name: MANAGEMENT_ENDPOINT_HEALTH_GROUP_LIVENESS_INCLUDE, value: "livenessState,streams"}
- {name: MANAGEMENT_ENDPOINT_HEALTH_GROUP_LIVENESS_STATUS_HTTPMAPPING_OUTOFSERVICE, value: "200"}
- {name: MANAGEMENT_ENDPOINT_HEALTH_GROUP_LIVENESS_STATUS_HTTPMAPPING_DOWN, value: "503"}
{{- end -}}

{{- define "plumbline.env.api" -}}
{{- with .Values.gates }}
{{- with .url }}
- {name: PLUMBLINE_GATE_URL, value: {{ . | quote }}}
{{- end }}
{{- if .token.secretName }}
- {name: PLUMBLINE_GATE_TOKEN, value: "file:/etc/plumbline/senders/gate-token"}
{{- end }}
{{- with .github }}
{{- if .appId }}
- {name: PLUMBLINE_GATE_GITHUB_API, value: {{ .api | quote }}}
- {name: PLUMBLINE_GATE_GITHUB_APPID, value: {{ .appId | quote }}}
- {name: PLUMBLINE_GATE_GITHUB_SECRET, value: "file:/etc/plumbline/senders/gate-github-webhook"}
- {name: PLUMBLINE_GATE_GITHUB_KEY, value: "file:/etc/plumbline/senders/gate-github-key"}
{{- end }}
{{- end }}
{{- end }}
{{- range $sender, $secret := .Values.changes }}
{{- if $secret.secretName }}
- {name: PLUMBLINE_INCIDENT_CHANGES_WEBHOOKS_{{ upper $sender }}_{{ eq $sender "github" | ternary "SECRET" "TOKEN" }}, value: "file:/etc/plumbline/senders/changes-{{ kebabcase $sender }}"}
{{- end }}
{{- end }}
{{- end -}}
