# syntax=docker/dockerfile:1
# Plumbline's server in an image: no broker, no database, no practice fleet. docs/install.md
#
#   ./mvnw -DskipTests package
#   docker build -t plumbline .                                                      # this machine's platform
#   docker buildx build --platform linux/amd64,linux/arm64 -t REGISTRY/plumbline .   # both
#
# The jar is the same on every platform; the cache of loaded classes is made for each, so it is made here.

# By tag: a digest of both platforms belongs here, and nobody could be asked for one when this was written. Pin it with
#   docker buildx imagetools inspect eclipse-temurin:25-jre-noble
#   docker build --build-arg JAVA=eclipse-temurin:25-jre-noble@sha256:… .
ARG JAVA=eclipse-temurin:25-jre-noble

# --- The jar taken apart: what changes seldom first.
FROM ${JAVA} AS layers
WORKDIR /build
COPY target/plumbline-server.jar plumbline-server.jar
RUN ["java", "-Djarmode=tools", "-jar", "plumbline-server.jar", "extract", "--layers", "--destination", "layers"]

# --- What the image and the training below have in common.
FROM ${JAVA} AS assembled
WORKDIR /opt/plumbline
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./

# --- The application context once, up to where it would talk to somebody: no server is needed, nothing is sent.
FROM assembled AS trained
COPY src/main/resources/catalog/practice /training/catalog
RUN ["java", "-XX:AOTCacheOutput=/training/plumbline.aot", "-Dspring.context.exit=onRefresh", \
     "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
     "-jar", "plumbline-server.jar", "serve", \
     "--plumbline.catalog.dir=/training/catalog", \
     "--spring.kafka.bootstrap-servers=127.0.0.1:1", "--spring.kafka.admin.auto-create=false", \
     "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none", "--spring.flyway.enabled=false"]

# --- The image.
FROM assembled
LABEL org.opencontainers.image.title="Plumbline" \
      org.opencontainers.image.description="Production quality-regression monitoring for served language models" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY deploy/image/healthy /usr/local/bin/healthy
COPY --from=trained /training/plumbline.aot ./
# In a container "this machine" is nobody: who is let in is for the network and for plumbline.access.* to say.
ENV SERVER_ADDRESS=0.0.0.0
# A number, so that Kubernetes sees that it is not root's.
USER 10001:10001
EXPOSE 8080
# Writes to /tmp only: native libraries of Kafka's compression too, so it must not be mounted noexec.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 CMD ["healthy"]
# Further options of the JVM go into JAVA_TOOL_OPTIONS. Arguments are a command: docker run plumbline migrate --dry-run
ENTRYPOINT ["java", "-XX:AOTCache=/opt/plumbline/plumbline.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", \
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
            "-jar", "/opt/plumbline/plumbline-server.jar"]
CMD ["serve"]
