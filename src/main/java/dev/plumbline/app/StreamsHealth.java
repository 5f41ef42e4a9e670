package dev.plumbline.app;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * A Streams client can die while its process lives on. Rebalancing is not ready, but healthy; an
 * ended client is down.
 */
@Component("streams")
@ConditionalOnRole(Role.SCORER)
class StreamsHealth implements HealthIndicator {
  private final StreamsBuilderFactoryBean streams;

  StreamsHealth(StreamsBuilderFactoryBean streams) {
    this.streams = streams;
  }

  @Override
  public Health health() {
    KafkaStreams client = streams.getKafkaStreams();
    if (client == null) {
      return Health.outOfService().withDetail("state", "not started").build();
    }
    Health.Builder health =
        switch (client.state()) {
          case RUNNING -> Health.up();
          case CREATED, REBALANCING -> Health.outOfService();
          case PENDING_SHUTDOWN, PENDING_ERROR, ERROR, NOT_RUNNING -> Health.down();
        };
    return health.withDetail("state", client.state()).build();
  }
}
