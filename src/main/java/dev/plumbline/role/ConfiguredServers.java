package dev.plumbline.role;

import org.springframework.core.env.Environment;

/**
 * Whether a process was told which Kafka and which PostgreSQL to use: both, or neither. One of the
 * two is a forgotten setting, which must fail and never come up green on an empty toy.
 */
public enum ConfiguredServers {
  BOTH,
  NEITHER;

  /**
   * What is configured.
   *
   * @throws RefusedStartException if only one is, or nothing at all inside Kubernetes
   */
  public static ConfiguredServers of(Environment environment) {
    boolean kafka = environment.containsProperty("spring.kafka.bootstrap-servers");
    boolean database = environment.containsProperty("spring.datasource.url");
    if (kafka && database) {
      return BOTH;
    }
    if (kafka || database) {
      throw new RefusedStartException(
          kafka
              ? "Kafka is configured, but no database."
              : "A database is configured, but no Kafka.",
          kafka
              ? "Set spring.datasource.url (or SPRING_DATASOURCE_URL), username and password."
              : "Set spring.kafka.bootstrap-servers (or SPRING_KAFKA_BOOTSTRAP_SERVERS).",
          null);
    }
    if (environment.containsProperty("KUBERNETES_SERVICE_HOST")) {
      throw new RefusedStartException(
          "Neither Kafka nor a database is configured, and this is Kubernetes.",
          "Set SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL; standalone mode is for a"
              + " single machine.",
          null);
    }
    return NEITHER;
  }
}
