package dev.plumbline.standalone;

import org.springframework.core.env.Environment;

/**
 * Standalone mode is for a machine where nothing is configured. A deployment with a forgotten
 * setting must fail, never come up green on an empty toy.
 */
record StandaloneDecision(boolean standalone) {

  static StandaloneDecision of(Environment environment) {
    boolean kafka = environment.containsProperty("spring.kafka.bootstrap-servers");
    boolean database = environment.containsProperty("spring.datasource.url");
    if (kafka && database) {
      return new StandaloneDecision(false);
    }
    if (kafka || database) {
      throw new StandaloneException(
          kafka
              ? "Kafka is configured, but no database."
              : "A database is configured, but no Kafka.",
          kafka
              ? "Set spring.datasource.url (or SPRING_DATASOURCE_URL), username and password."
              : "Set spring.kafka.bootstrap-servers (or SPRING_KAFKA_BOOTSTRAP_SERVERS).",
          null);
    }
    if (environment.containsProperty("KUBERNETES_SERVICE_HOST")) {
      throw new StandaloneException(
          "Neither Kafka nor a database is configured, and this is Kubernetes.",
          "Set SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL; standalone mode is for a"
              + " single machine.",
          null);
    }
    return new StandaloneDecision(true);
  }
}
