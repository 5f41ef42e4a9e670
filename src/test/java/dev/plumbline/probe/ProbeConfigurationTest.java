package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class ProbeConfigurationTest {
  private final ApplicationContextRunner runner = new ApplicationContextRunner();

  @Test
  void processesOfOtherRolesHaveTheTopicsAndNoWorker() {
    runner
        .withUserConfiguration(ProbeConfiguration.class)
        .withPropertyValues("plumbline.roles=scorer")
        .run(context -> {
          assertThat(context)
              .hasNotFailed()
              .doesNotHaveBean(Worker.class)
              .doesNotHaveBean(DemandView.class);
          assertThat(context.getBeansOfType(Topic.class).values())
              .containsExactlyInAnyOrder(ProbeTopics.EXCHANGES, ProbeTopics.DEMANDS);
          assertThat(context.getBean(DeadLetters.class).name())
              .isEqualTo("probe.exchanges.v1.probe-recorder.dlt");
        });
  }

  @Test
  void aMarginShorterThanPublishingMayTakeIsRefusedWithTheReason() {
    runner
        .withUserConfiguration(Properties.class)
        .withPropertyValues("plumbline.probe.lost-margin=10s")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll("plumbline.probe.lost-margin", "PT10S", "PT30S"));
  }

  @Test
  void theProducerIsAcknowledgedByAllWhateverTheApplicationSays() {
    Map<String, Object> producer =
        ProbeKafka.producers(
                new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", "h:1", "acks", "0")))
            .getConfigurationProperties();

    assertThat(producer)
        .containsEntry("bootstrap.servers", "h:1")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("delivery.timeout.ms", (int) Duration.ofSeconds(30).toMillis());
  }

  @EnableConfigurationProperties(ProbeProperties.class)
  static class Properties {}
}
