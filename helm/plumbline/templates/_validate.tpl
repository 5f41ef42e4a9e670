{{/* What a schema cannot say. All of it at once, each with its remedy; nothing is rendered before. */}}
{{- define "plumbline.validate" -}}
{{- $v := .Values -}}
{{- $wrong := list -}}
{{- if not $v.kafka.bootstrapServers -}}
{{- $wrong = append $wrong "kafka.bootstrapServers: say where Kafka is, host:port" -}}
{{- end -}}
{{- if not $v.database.url -}}
{{- $wrong = append $wrong "database.url: say where PostgreSQL is, jdbc:postgresql://host:5432/plumbline" -}}
{{- else if regexMatch "(?i)[?&]password=|//[^/]*@" $v.database.url -}}
{{- $wrong = append $wrong "database.url: holds a user or password (not shown); move it to a Secret and name that in database.secretName" -}}
{{- end -}}
{{- if not $v.database.secretName -}}
{{- $wrong = append $wrong "database.secretName: name the Secret that holds the password; make one with: kubectl create secret generic plumbline-database --from-literal=password=…" -}}
{{- end -}}
{{- $sasl := contains "SASL" $v.kafka.securityProtocol -}}
{{- if and $sasl (not (and $v.kafka.saslMechanism $v.kafka.jaas.secretName)) -}}
{{- $wrong = append $wrong "kafka: securityProtocol has SASL, so kafka.saslMechanism and kafka.jaas.secretName must be said" -}}
{{- else if and (not $sasl) (or $v.kafka.saslMechanism $v.kafka.jaas.secretName) -}}
{{- $wrong = append $wrong (printf "kafka.securityProtocol: is %s, so saslMechanism and jaas would be ignored; use SASL_SSL" $v.kafka.securityProtocol) -}}
{{- end -}}
{{- if and (not (contains "SSL" $v.kafka.securityProtocol)) (or $v.kafka.ca.secretName $v.kafka.client.secretName) -}}
{{- $wrong = append $wrong (printf "kafka.securityProtocol: is %s, so ca and client would be ignored; use SSL or SASL_SSL" $v.kafka.securityProtocol) -}}
{{- end -}}
{{- with $v.catalog -}}
{{- $given := len (compact (list (.files | empty | ternary "" "files") .existingConfigMap .existingClaim)) -}}
{{- if ne $given 1 -}}
{{- $wrong = append $wrong (printf "catalog: say one of files, existingConfigMap and existingClaim, not %d of them" $given) -}}
{{- end -}}
{{- if and .existingConfigMap (not .items) -}}
{{- $wrong = append $wrong "catalog.items: say which key is which file, {key: fleet.yaml, path: fleet.yaml}, {key: core.yaml, path: suites/core.yaml}" -}}
{{- else if and .items (not .existingConfigMap) -}}
{{- $wrong = append $wrong "catalog.items: belong to existingConfigMap, which is not said" -}}
{{- end -}}
{{- if and .files (not (and (hasKey .files "fleet.yaml") (regexMatch "(^|,)suites/" (keys .files | join ","))) ) -}}
{{- $wrong = append $wrong "catalog.files: needs fleet.yaml and at least one suites/….yaml" -}}
{{- end -}}
{{- end -}}
{{- if and $v.worker.locations (not (has $v.worker.location $v.worker.locations)) -}}
{{- $wrong = append $wrong (printf "worker.location: is '%s', which is not one of worker.locations" $v.worker.location) -}}
{{- end -}}
{{- if ne (empty $v.gates.github.appId) (empty $v.gates.github.secretName) -}}
{{- $wrong = append $wrong "gates.github: appId and secretName go together" -}}
{{- end -}}
{{- if $v.networkPolicy.enabled -}}
{{- $needed := list "kafka" "database" -}}
{{- if $v.discovery.enabled -}}{{- $needed = append $needed "kubernetes" -}}{{- end -}}
{{- range $needed -}}
{{- if not (index $v.networkPolicy .).to -}}
{{- $wrong = append $wrong (printf "networkPolicy.%s.to: say which peers may be reached, [{ipBlock: {cidr: 10.1.2.0/24}}]; or switch networkPolicy.enabled off" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with $v.monitoring.serviceMonitor -}}
{{- if and .enabled (not $v.access.openMetrics) (not (and .token.secretName $v.access.tokens.secretName)) -}}
{{- $wrong = append $wrong "monitoring.serviceMonitor: Prometheus would be refused; say access.tokens.secretName and monitoring.serviceMonitor.token.secretName, or set access.openMetrics" -}}
{{- end -}}
{{- end -}}
{{- if and (or $v.monitoring.serviceMonitor.enabled $v.monitoring.rules.enabled) (not (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) -}}
{{- $wrong = append $wrong "monitoring: this cluster does not know monitoring.coreos.com/v1; install the Prometheus Operator first (helm template: --api-versions monitoring.coreos.com/v1), or switch serviceMonitor and rules off" -}}
{{- end -}}
{{- range $role := list "worker" "scorer" "api" -}}
{{- range (index $v $role).extraEnv -}}
{{- if and (hasKey . "value") (regexMatch "(?i)(PASSWORD|SECRET|TOKEN|API_?KEY|JAAS)" .name) (not (hasSuffix "_FILE" .name)) -}}
{{- $wrong = append $wrong (printf "%s.extraEnv: %s looks like a secret; give it by valueFrom.secretKeyRef" $role .name) -}}
{{- end -}}
{{- if regexMatch "^(PLUMBLINE_(ROLES|CATALOG_DIR|ACCESS_.*)|SPRING_(CONFIG_IMPORT|FLYWAY_ENABLED|DATASOURCE_.*|KAFKA_.*)|SERVER_.*)$" .name -}}
{{- $wrong = append $wrong (printf "%s.extraEnv: %s is set by the chart; there is a value for it" $role .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $wrong -}}
{{- fail (printf "\n\nplumbline cannot be installed with these values:\n- %s\n" (join "\n- " $wrong)) -}}
{{- end -}}
{{- end -}}
